// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/model_opening.h"
#include "tests/support/suite.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "tests/ui/training/fake_trainer.h"
#include "ui/window/heads_dialog.h"
#include "ui/window/model_notes.h"
#include "ui/window/workbench.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;
using Kind = ModelNote::Kind;

namespace {

ModelPtr modelOf(const std::vector<std::string>& classes, const std::vector<ModelNote>& notes = {})
{
    ModelInfo info;
    info.spec.imageSize = 4;
    info.spec.patchSize = 1;
    info.classNames = classes;
    info.notes = notes;
    info.source = "/models/theirs.safetensors";
    return std::make_shared<FakeModel>(info);
}

} // namespace

class ModelOpeningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHeadsThatAreOfferedDivideTheWidth()
    {
        QCOMPARE(plausibleHeads(320), (std::vector<int>{4, 5, 8, 10, 16, 20})); // 80, 64, 40, 32, 20, 16 wide
        QCOMPARE(likelyHeads(320), 5);
        QCOMPARE(plausibleHeads(10), (std::vector<int>{1, 2, 5, 10})); // none is 16 wide or more
        QCOMPARE(likelyHeads(10), 1);
        QCOMPARE(plausibleHeads(137), (std::vector<int>{1, 137}));
    }

    void theHeadsAreChosenByClicks()
    {
        HeadsDialog dialog("/models/theirs.safetensors", 320);
        QSignalSpy chosen(&dialog, &HeadsDialog::chosen);
        dialog.show();
        auto* heads = dialog.findChild<QComboBox*>("heads");
        QCOMPARE(heads->currentText(), QString("5, each 64 wide"));
        heads->setCurrentIndex(heads->findData(10));
        dialog.findChild<QPushButton*>("openWithHeads")->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toInt(), 10);
        QVERIFY(!dialog.isVisible());
    }

    void theWorkbenchAsksAndThenOpensWithWhatWasSaid()
    {
        Services services;
        services.openModel = [](const std::filesystem::path& path) -> ModelPtr {
            throw HeadsUnknown(path.string(), 320);
        };
        std::optional<int> said;
        services.openModelWith = [&said](const std::filesystem::path&, const LoadOptions& how) {
            said = how.heads;
            return modelOf({});
        };
        Workbench bench(services);
        QSignalSpy wanted(&bench, &Workbench::headsWanted);
        QSignalSpy failed(&bench, &Workbench::failed);
        bench.openModel("/models/theirs.safetensors");
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), QString("/models/theirs.safetensors"));
        QCOMPARE(wanted[0][1].toInt(), 320);
        QCOMPARE(failed.size(), 0);
        bench.openModel(wanted[0][0].toString(), {.heads = 5});
        QTRY_VERIFY(bench.model());
        QCOMPARE(*said, 5);
    }

    void classesAreTheModelsOwnAndTheTrueOneIsFoundByItsName()
    {
        Services services;
        services.openDataset = [](const std::string&, const Progress&) { return samplePictures(3, 5); };
        services.explain = [](const ModelPtr&, const Image&) { return Explanation(); };
        services.intervene = [](const ModelPtr& model, const Image& picture, const Intervention&) {
            return Intervened{model, picture};
        };
        Workbench bench(services);
        bench.openDataset("sample");
        QTRY_VERIFY(bench.dataset());
        QCOMPARE(bench.classNames(), (QStringList{"cat", "dog", "frog"}));
        bench.setPicture({Split::Test, 1}); // row 4: a dog
        QCOMPARE(bench.trueClass(), 1);
        bench.setModel(modelOf({"tench", "frog", "emu", "dog"}));
        QCOMPARE(bench.classNames(), (QStringList{"tench", "frog", "emu", "dog"}));
        QCOMPARE(bench.trueClass(), 3);
        bench.setModel(modelOf({"tench"}));
        QCOMPARE(bench.trueClass(), -1);
    }

    void theNotesStandAboveThePictureUntilTheyAreClosed()
    {
        Workbench bench{Services()};
        std::unique_ptr<QWidget> column(withModelNotes(new QWidget, bench));
        column->show();
        auto* notes = column->findChild<ModelNotes*>();
        QVERIFY(!notes->isVisible());
        bench.setModel(modelOf({}, {{Kind::HeadsOfWidth, 6, 384}, {Kind::PositionsInterpolated, 14, 8}}));
        QVERIFY(notes->isVisible());
        QCOMPARE(
            notes->findChild<QLabel*>()->text(),
            QString::fromUtf8("theirs.safetensors\nNo file says how many attention heads there are; taken "
                              "are 6, as in published models of width 384.\nPositions were interpolated "
                              "(bicubic) from 14 × 14 patches to 8 × 8."));
        notes->findChild<QToolButton*>()->click();
        QVERIFY(!notes->isVisible());
        bench.setModel(modelOf({}, {{Kind::NoClassifier}}));
        QVERIFY(notes->isVisible());
        bench.setModel(modelOf({}));
        QVERIFY(!notes->isVisible());
    }

    void everyNoteSaysTheSameInTheWindowAsOnTheCommandLine()
    {
        for (const Kind kind :
             {Kind::HeadsOfWidth, Kind::NoClassifier, Kind::ClassesNamed, Kind::ClassesNumbered,
              Kind::NormalisedBy, Kind::NormalisationAssumed, Kind::PositionsInterpolated}) {
            const ModelNote note{kind, 3, 7, "config.json"};
            QCOMPARE(noteWords(note), QString::fromStdString(sentence(note)));
        }
    }
};

SACCADE_SUITE(ModelOpeningTest)
#include "model_opening_test.moc"
