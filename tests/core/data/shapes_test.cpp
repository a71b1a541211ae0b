// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes.h"
#include "core/values/error.h"
#include "tests/core/data/small_dataset.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

using namespace saccade;

namespace {

/// The mean of a picture's planes where the mask has this value, all three channels together, 0..255.
double meanWhere(const Dataset& dataset, PictureRef ref, int maskValue)
{
    const std::uint8_t* mask = dataset.mask(ref);
    double sum = 0;
    int count = 0;
    for (std::size_t i = 0; i < 1024; ++i)
        if (mask[i] == maskValue) {
            for (std::size_t channel = 0; channel < 3; ++channel)
                sum += dataset.planes(ref)[channel * 1024 + i];
            count += 3;
        }
    return sum / count;
}

} // namespace

class ShapesTest : public QObject
{
    Q_OBJECT

    DatasetPtr m_shapes;

private Q_SLOTS:
    void initTestCase() { m_shapes = makeShapes(); }

    void thereAreTenClassesOfSilhouetteAndTexture()
    {
        QCOMPARE(m_shapes->classNames,
                 (std::vector<std::string>{
                     "striped disc", "checked disc", "striped triangle", "checked triangle", "striped square",
                     "checked square", "striped cross", "checked cross", "striped ring", "checked ring"}));
        QCOMPARE(m_shapes->source, std::string("shapes"));
        QCOMPARE(m_shapes->trainCount, 10000);
        QCOMPARE(m_shapes->testCount, 2000);
        QCOMPARE(m_shapes->pixels->size(), std::size_t(12000) * 3072);
        QCOMPARE(m_shapes->masks->size(), std::size_t(12000) * 1024);
        QCOMPARE(m_shapes->labels.size(), std::size_t(12000));
    }

    // Another compiler or processor must draw the very same bytes.
    void thePicturesOfASeedNeverChange()
    {
        const DatasetPtr few = makeShapes(1, 100, 20);
        QCOMPARE(test::hashOf(*few->pixels), std::uint64_t(0xd4728f88473f03b1));
        QCOMPARE(test::hashOf(*few->masks), std::uint64_t(0x3a4650cf7c1f941d));
        QCOMPARE(test::hashOf(few->labels), std::uint64_t(0x6fc506fd18db4b73));
    }

    void aPictureDependsOnSeedSplitAndIndexAlone()
    {
        const DatasetPtr few = makeShapes(1, 33, 7);
        for (const PictureRef ref :
             {PictureRef{Split::Train, 0}, {Split::Train, 32}, {Split::Test, 0}, {Split::Test, 6}}) {
            QVERIFY(std::equal(few->planes(ref), few->planes(ref) + 3072, m_shapes->planes(ref)));
            QVERIFY(std::equal(few->mask(ref), few->mask(ref) + 1024, m_shapes->mask(ref)));
            QCOMPARE(few->label(ref), m_shapes->label(ref));
        }
        const DatasetPtr other = makeShapes(2, 33, 7);
        QVERIFY(*other->pixels != *few->pixels);
        QVERIFY(other->labels != few->labels);
    }

    void noPictureComesTwice()
    {
        std::set<std::string> pictures;
        const auto* bytes = reinterpret_cast<const char*>(m_shapes->pixels->data());
        for (std::size_t row = 0; row < m_shapes->labels.size(); ++row)
            pictures.emplace(bytes + row * 3072, 3072);
        QCOMPARE(pictures.size(), std::size_t(12000));
        std::set<std::string> masks; // nor does the noise alone tell pictures apart
        const auto* maskBytes = reinterpret_cast<const char*>(m_shapes->masks->data());
        for (std::size_t row = 0; row < m_shapes->labels.size(); ++row)
            masks.emplace(maskBytes + row * 1024, 1024);
        QVERIFY(masks.size() > 11900);
    }

    void everyTenPicturesShowEachClassOnceInAnOrderOfTheirOwn()
    {
        std::set<std::vector<std::uint8_t>> orders;
        for (auto ten = m_shapes->labels.begin(); ten != m_shapes->labels.end(); ten += 10) {
            std::vector<std::uint8_t> labels(ten, ten + 10);
            orders.insert(labels);
            std::sort(labels.begin(), labels.end());
            for (int label = 0; label < 10; ++label)
                QCOMPARE(int(labels[std::size_t(label)]), label);
        }
        QVERIFY(orders.size() > 1190);
    }

    void theMaskIsOneWholeObjectInsideThePicture()
    {
        for (int index = 0; index < 2000; ++index) {
            const std::uint8_t* mask = m_shapes->mask({Split::Test, index});
            int area = 0;
            for (int y = 0; y < 32; ++y)
                for (int x = 0; x < 32; ++x) {
                    const int here = mask[y * 32 + x];
                    QVERIFY(here == 0 || here == 1);
                    const bool rim = x == 0 || y == 0 || x == 31 || y == 31;
                    QVERIFY2(!(rim && here), "an object touches the picture's rim");
                    area += here;
                }
            QVERIFY2(area >= 100 && area <= 400, qPrintable(QString::number(area)));
        }
    }

    void neitherAreaNorBrightnessTellsTheClass()
    {
        std::array<double, 10> area{};
        std::array<double, 10> brightness{};
        for (int index = 0; index < 10000; ++index) {
            const PictureRef ref{Split::Train, index};
            const std::size_t label = std::size_t(m_shapes->label(ref));
            const std::uint8_t* mask = m_shapes->mask(ref);
            const std::uint8_t* planes = m_shapes->planes(ref);
            area[label] += std::count(mask, mask + 1024, 1) / 1000.0;
            for (std::size_t i = 0; i < 3072; ++i)
                brightness[label] += planes[i] / (3072.0 * 1000);
        }
        const auto [smallest, largest] = std::minmax_element(area.begin(), area.end());
        QVERIFY2(*largest / *smallest < 1.25, qPrintable(QString::number(*largest / *smallest)));
        const auto [darkest, lightest] = std::minmax_element(brightness.begin(), brightness.end());
        QVERIFY2(*lightest - *darkest < 10, qPrintable(QString::number(*lightest - *darkest)));
    }

    void theObjectStandsOutFromItsBackground()
    {
        for (int index = 0; index < 2000; ++index) {
            const PictureRef ref{Split::Test, index};
            const double difference = meanWhere(*m_shapes, ref, 1) - meanWhere(*m_shapes, ref, 0);
            QVERIFY2(std::abs(difference) > 60, qPrintable(QString::number(difference)));
        }
    }

    void theConstantsOfNormalisationAreThoseOfThePictures()
    {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            double sum = 0;
            double squares = 0;
            for (int index = 0; index < 10000; ++index) {
                const std::uint8_t* plane = m_shapes->planes({Split::Train, index}) + channel * 1024;
                for (int i = 0; i < 1024; ++i) {
                    sum += plane[i];
                    squares += double(plane[i]) * plane[i];
                }
            }
            const double mean = sum / (10000.0 * 1024 * 255);
            const double deviation = std::sqrt(squares / (10000.0 * 1024 * 255 * 255) - mean * mean);
            QVERIFY2(std::abs(mean - m_shapes->normalisation.mean[channel]) < 0.001,
                     qPrintable(QString::number(mean)));
            QVERIFY2(std::abs(deviation - m_shapes->normalisation.deviation[channel]) < 0.001,
                     qPrintable(QString::number(deviation)));
        }
    }

    void countsThatMakeNoSenseAreRefusedAndNoneIsAllowed()
    {
        QVERIFY_EXCEPTION_THROWN(makeShapes(1, -1, 10), Error);
        QVERIFY_EXCEPTION_THROWN(makeShapes(1, 10, 1000001), Error);
        const DatasetPtr none = makeShapes(1, 0, 0);
        QVERIFY(none->pixels->empty() && none->masks->empty() && none->labels.empty());
    }

    void progressRisesToOne()
    {
        std::vector<double> shares;
        makeShapes(1, 1000, 10, [&](double share, const std::string&) { shares.push_back(share); });
        QVERIFY(shares.size() >= 3);
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QCOMPARE(shares.back(), 1.0);
    }
};

SACCADE_SUITE(ShapesTest)
#include "shapes_test.moc"
