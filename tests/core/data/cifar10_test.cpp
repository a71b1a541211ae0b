// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar10.h"
#include "core/values/error.h"
#include "tests/core/data/cifar10_files.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cmath>

using namespace saccade;
using namespace saccade::test;

namespace {

std::filesystem::path pathOf(const QTemporaryDir& folder)
{
    return folder.path().toStdString();
}

/// The published data, where the environment names its folder; else empty.
std::filesystem::path realCifar10()
{
    return qEnvironmentVariable("SACCADE_CIFAR10").toStdString();
}

} // namespace

class Cifar10Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFilesMayLieInTheFolderOrInTheUsualFolderInIt()
    {
        const QTemporaryDir folder;
        const std::filesystem::path usual = pathOf(folder) / "cifar-10-batches-bin";
        writeBlackCifar10(usual);
        QVERIFY(findCifar10(usual) == usual);
        QVERIFY(findCifar10(pathOf(folder)) == usual);
    }

    void picturesLabelsAndNamesAreWhereTheFilesHaveThem()
    {
        const QTemporaryDir folder;
        writeBlackCifar10(pathOf(folder));
        // The last record of the second file is a cat with marks in each plane's first and last pixel; the
        // first of the test file is a ship.
        const std::size_t record = 9999 * Cifar10RecordBytes;
        overwrite(pathOf(folder) / "data_batch_2.bin", record, {3, 41});
        overwrite(pathOf(folder) / "data_batch_2.bin", record + 1 + 1024, {42});
        overwrite(pathOf(folder) / "data_batch_2.bin", record + 3072, {43});
        overwrite(pathOf(folder) / "test_batch.bin", 0, {8, 77});

        const DatasetPtr dataset = readCifar10(pathOf(folder));
        QCOMPARE(dataset->trainCount, 50000);
        QCOMPARE(dataset->testCount, 10000);
        QCOMPARE(dataset->pixels->size(), std::size_t(60000) * 3072);
        const PictureRef cat{Split::Train, 19999};
        QCOMPARE(dataset->label(cat), 3);
        QCOMPARE(dataset->classNames[3], std::string("cat"));
        QCOMPARE(int(dataset->planes(cat)[0]), 41);
        QCOMPARE(int(dataset->planes(cat)[1024]), 42);
        QCOMPARE(int(dataset->planes(cat)[3071]), 43);
        QVERIFY(dataset->image(cat).pixel(0, 0) == (std::array<std::uint8_t, 3>{41, 42, 0}));
        QVERIFY(dataset->image(cat).pixel(31, 31) == (std::array<std::uint8_t, 3>{0, 0, 43}));
        QCOMPARE(dataset->label({Split::Test, 0}), 8);
        QCOMPARE(int(dataset->planes({Split::Test, 0})[0]), 77);
        QCOMPARE(std::count(dataset->labels.begin(), dataset->labels.end(), 0), std::ptrdiff_t(59998));
        QVERIFY(!dataset->masks);
        QVERIFY(dataset->normalisation ==
                (Normalisation{{0.4914F, 0.4822F, 0.4465F}, {0.2470F, 0.2435F, 0.2616F}}));
        QVERIFY(findCifar10(dataset->source) == pathOf(folder)); // the source opens it again
    }

    void classNamesComeFromTheFolderWhereTheyAreSane()
    {
        const QTemporaryDir folder;
        writeBlackCifar10(pathOf(folder));
        const auto namesWith = [&](const std::string& text) {
            writeText(pathOf(folder) / "batches.meta.txt", text);
            return verifyCifar10(pathOf(folder)).classNames;
        };
        const std::vector<std::string> letters{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
        QCOMPARE(namesWith("a\nb\r\nc\nd\ne\nf\ng\nh\ni\nj\n\n"), letters);
        for (const char* insane :
             {"", "a\nb\n", "a\na\nc\nd\ne\nf\ng\nh\ni\nj\n", "a\nb\nc\nd\ne\nf\ng\nh\ni\n\x1b[31m\n",
              "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n"})
            QCOMPARE(namesWith(insane).at(9), std::string("truck"));
        QCOMPARE(namesWith(std::string(100000, 'x')).at(0), std::string("airplane"));
    }

    void progressRisesToOne()
    {
        const QTemporaryDir folder;
        writeBlackCifar10(pathOf(folder));
        std::vector<double> shares;
        readCifar10(pathOf(folder), [&](double share, const std::string&) { shares.push_back(share); });
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QCOMPARE(shares.size(), std::size_t(7));
        QCOMPARE(shares.back(), 1.0);
    }

    void thePublishedDataHave6000PicturesOfEachClass()
    {
        if (realCifar10().empty())
            QSKIP("SACCADE_CIFAR10 does not name the folder of the published data");
        const DatasetPtr dataset = readCifar10(realCifar10());
        QCOMPARE(dataset->labels.size(), std::size_t(60000));
        for (int label = 0; label < 10; ++label)
            QCOMPARE(std::count(dataset->labels.begin(), dataset->labels.end(), label), std::ptrdiff_t(6000));
        QCOMPARE(dataset->classNames[6], std::string("frog"));
        const Cifar10Report report = verifyCifar10(realCifar10());
        QVERIFY(report.isSound());
        QCOMPARE(report.files.size(), std::size_t(6));
    }

    void theConstantsOfNormalisationAreThoseOfTheData()
    {
        if (realCifar10().empty())
            QSKIP("SACCADE_CIFAR10 does not name the folder of the published data");
        const DatasetPtr dataset = readCifar10(realCifar10());
        for (std::size_t channel = 0; channel < 3; ++channel) {
            double sum = 0;
            double squares = 0;
            for (int index = 0; index < dataset->trainCount; ++index) {
                const std::uint8_t* plane = dataset->planes({Split::Train, index}) + channel * 1024;
                for (int i = 0; i < 1024; ++i) {
                    sum += plane[i];
                    squares += double(plane[i]) * plane[i];
                }
            }
            const double mean = sum / (50000.0 * 1024 * 255);
            const double deviation = std::sqrt(squares / (50000.0 * 1024 * 255 * 255) - mean * mean);
            // A copy that went through JPEG differs in the third digit.
            QVERIFY2(std::abs(mean - dataset->normalisation.mean[channel]) < 0.005,
                     qPrintable(QString::number(mean)));
            QVERIFY2(std::abs(deviation - dataset->normalisation.deviation[channel]) < 0.005,
                     qPrintable(QString::number(deviation)));
        }
    }
};

SACCADE_SUITE(Cifar10Test)
#include "cifar10_test.moc"
