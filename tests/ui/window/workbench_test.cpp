// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "tests/ui/window/fake_services.h"
#include "ui/window/workbench.h"

#include <QTemporaryDir>

#include <atomic>

using namespace saccade;
using namespace saccade::ui;

namespace {

/// A model whose only property is its number of optimiser steps.
ModelPtr modelOf(std::int64_t step, int depth = 2, std::vector<std::string> classNames = {})
{
    struct Model : TrainedModel
    {
        using TrainedModel::TrainedModel;
    };
    ModelInfo info;
    info.spec.imageSize = 4;
    info.spec.patchSize = 1;
    info.spec.depth = depth;
    info.spec.heads = 2;
    info.step = step;
    info.classNames = std::move(classNames);
    return std::make_shared<Model>(info);
}

/// Muting adds 100 to a model's steps for every head; painting makes a picture's first pixel's blue 200 and
/// one for every patch. The answer's logits are those two numbers and the first pixel's red.
struct Fake
{
    std::atomic<int> asked{0};
    std::atomic<bool> hold{false};
    Services services;

    Fake()
    {
        services.openDataset = [](const std::string&, const Progress&) { return test::samplePictures(3, 5); };
        services.explain = [this](const ModelPtr& model, const Image& picture) {
            ++asked;
            while (hold)
                QThread::msleep(1);
            Explanation explanation;
            explanation.logits = {float(model->info().step), float(picture.rgb[2]), float(picture.rgb[0])};
            explanation.probabilities = explanation.logits;
            return explanation;
        };
        services.intervene = [](const ModelPtr& model, const Image& picture,
                                const Intervention& intervention) {
            Intervened changed{model, picture};
            if (!intervention.heads.empty())
                changed.model = modelOf(model->info().step + 100 * std::int64_t(intervention.heads.size()));
            if (!intervention.patches.empty())
                changed.picture.rgb[2] = std::uint8_t(200 + intervention.patches.size());
            return changed;
        };
    }
};

std::vector<float> said(const QSignalSpy& answers, const char* of)
{
    if (answers.isEmpty())
        return {};
    const auto answer = answers.last()[0].value<Answer>();
    return *of == 'u' ? answer.untouched->logits : answer.explanation.logits;
}

} // namespace

class WorkbenchTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Fake> m_fake;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<QSignalSpy> m_answers;

    /// What was said of the changed and of the untouched model and picture.
    std::vector<float> changed() { return said(*m_answers, "changed"); }
    std::vector<float> untouched() { return said(*m_answers, "untouched"); }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Answer>(); }

    void init()
    {
        m_fake = std::make_unique<Fake>();
        m_bench = std::make_unique<Workbench>(m_fake->services);
        m_answers = std::make_unique<QSignalSpy>(m_bench.get(), &Workbench::answered);
        m_bench->openDataset("sample");
        QTRY_VERIFY(m_bench->dataset());
        m_bench->setModel(modelOf(7));
        m_bench->setPicture({Split::Test, 1}); // its red is 4
        QTRY_COMPARE(m_answers->size(), 1);
    }

    void cleanup()
    {
        m_fake->hold = false;
        m_answers.reset();
        m_bench.reset();
        m_fake.reset();
    }

    void aModelOfAnotherDataSetAnswersInItsOwnClasses()
    {
        const std::size_t own = m_bench->dataset()->classNames.size();
        QVERIFY(!m_bench->hasOtherClasses()); // a model without names is taken at the data set's word
        QCOMPARE(std::size_t(m_bench->classNames().size()), own);
        m_bench->setModel(modelOf(7, 2, m_bench->dataset()->classNames));
        QVERIFY(!m_bench->hasOtherClasses());
        m_bench->setModel(modelOf(7, 2, {"left", "right"}));
        QVERIFY(m_bench->hasOtherClasses());
        QCOMPARE(m_bench->classNames(), QStringList({"left", "right"}));
        QSignalSpy failed(m_bench.get(), &Workbench::failed);
        m_bench->predict(Split::Test);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains("other classes"));
    }

    void withoutChangesBothAreTheSameAndAskedOnce()
    {
        QCOMPARE(m_fake->asked.load(), 1);
        QVERIFY(changed() == std::vector<float>({7, 0, 4}));
        QVERIFY(untouched() == changed());
    }

    void everythingIsAskedOfTheChangedOnes()
    {
        m_bench->history()->toggleMute(1, 0);
        QTRY_COMPARE(m_answers->size(), 2);
        QVERIFY(changed() == std::vector<float>({107, 0, 4}));
        QVERIFY(untouched() == std::vector<float>({7, 0, 4}));
        QCOMPARE(m_fake->asked.load(), 2); // the untouched ones were asked already
        QCOMPARE(m_bench->asked()->model->info().step, std::int64_t(107)); // for whoever asks more
        m_bench->history()->stack()->undo();
        QTRY_COMPARE(m_answers->size(), 3);
        QVERIFY(changed() == std::vector<float>({7, 0, 4}));
        QCOMPARE(m_fake->asked.load(), 2); // and their answer is kept
    }

    void fastChangesAreOneQuestion()
    {
        m_fake->hold = true;
        for (int i = 1; i <= 40; ++i)
            m_bench->history()->setFactor(0, 0, i / 50.0);
        m_bench->history()->toggleMute(0, 1);
        QTest::qWait(20);
        m_fake->hold = false;
        QTRY_COMPARE(m_answers->size(), 2);
        QVERIFY(changed() == std::vector<float>({207, 0, 4}));
        QTest::qWait(20);
        QCOMPARE(m_answers->size(), 2);
        QVERIFY(m_fake->asked <= 3); // the first, one that was under way, the last
    }

    void bothAnswersAreOfTheModelAndThePictureOfNow()
    {
        m_bench->history()->toggleMute(0, 0);
        m_fake->hold = true;
        m_bench->setPicture({Split::Test, 2});
        m_bench->setModel(modelOf(9), true);
        m_fake->hold = false;
        QTRY_VERIFY(changed() == std::vector<float>({109, 0, 5}));
        QVERIFY(untouched() == std::vector<float>({9, 0, 5}));
        for (const auto& answer : *m_answers) {
            const auto one = answer[0].value<Answer>();
            QCOMPARE(one.explanation.logits[2], one.untouched->logits[2]);
            QCOMPARE(one.explanation.logits[0] - one.untouched->logits[0],
                     100.0F * float(one.intervention.heads.size()));
        }
    }

    void anotherPictureKeepsHeadsAndDropsPaint()
    {
        Intervention both;
        both.setFactor(0, 1, 0.0);
        both.setPainted(3, true);
        m_bench->history()->change(both, "both");
        QTRY_VERIFY(changed() == std::vector<float>({107, 201, 4}));
        m_bench->setPicture({Split::Test, 3});
        QVERIFY(!m_bench->asked().has_value());
        QTRY_VERIFY(changed() == std::vector<float>({107, 0, 6}));
        QVERIFY(m_bench->history()->current().patches.empty());
    }

    void aModelWithoutTheHeadIsAskedWithoutTheChange()
    {
        m_bench->history()->toggleMute(1, 0);
        m_bench->setModel(modelOf(3, 1));
        QTRY_VERIFY(changed() == std::vector<float>({3, 0, 4}));
        QVERIFY(m_bench->history()->current().isEmpty());
    }

    void anOwnPictureIsShownAtTheModelsSizeUntilAnotherIsChosen()
    {
        QSignalSpy shown(m_bench.get(), &Workbench::pictureChanged);
        Image own(8, 16);
        for (std::size_t i = 0; i < own.rgb.size(); ++i)
            own.rgb[i] = i % 3 == 0 ? 90 : 0;
        m_bench->setOwnPicture(std::make_shared<const Image>(own), "mine");
        QTRY_VERIFY(changed() == std::vector<float>({7, 0, 90}));
        QVERIFY(!m_bench->picture().has_value());
        QCOMPARE(m_bench->shown()->pixels.width, 4);
        QCOMPARE(m_bench->shown()->label, QString("Own picture: mine"));
        QVERIFY(m_bench->shown()->trueLabel < 0);

        m_bench->setPictureFit(PictureFit::Letterbox);
        QTRY_COMPARE(int(m_bench->shown()->pixels.pixel(0, 0)[0]), 128); // a bar beside it
        QCOMPARE(int(m_bench->shown()->pixels.pixel(1, 0)[0]), 90);

        m_bench->setPicture({Split::Test, 1});
        QVERIFY(m_bench->picture() == (PictureRef{Split::Test, 1}));
        QTRY_VERIFY(changed() == std::vector<float>({7, 0, 4}));
        QCOMPARE(shown.size(), 3);
    }

    void aFileThatIsNoPictureIsComplainedOfAndChangesNothing()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("notes.txt");
        test::writeFile(file, "words");
        QSignalSpy failed(m_bench.get(), &Workbench::failed);
        m_bench->openOwnPicture(file);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains("notes.txt"));
        QVERIFY(m_bench->picture() == (PictureRef{Split::Test, 1}));
    }
};

SACCADE_SUITE(WorkbenchTest)
#include "workbench_test.moc"
