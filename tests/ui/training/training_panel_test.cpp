// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_panel.h"

#include "core/values/presets.h"
#include "tests/support/suite.h"
#include "tests/ui/training/fake_trainer.h"
#include "ui/training/fold.h"
#include "ui/training/number_field.h"
#include "ui/training/spec_fields.h"
#include "ui/training/training_actions.h"
#include "ui/training/training_session.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;
using ui::NumberField;
using ui::TrainingPanel;

namespace {

DatasetPtr dataset(int classes = 10, int side = 32)
{
    auto data = std::make_shared<Dataset>();
    data->classNames.resize(std::size_t(classes), "x");
    data->height = data->width = side;
    return data;
}

/// A panel with all that it works with.
struct Stage
{
    FakeTrainer trainer;
    ui::TrainingSession session{trainer.function()};
    ui::TrainingActions actions{&session};
    TrainingPanel panel{&session, &actions};

    explicit Stage(const DatasetPtr& data = dataset()) { panel.setDataset(data); }

    template <typename T>
    T* field(const char* name) const
    {
        return panel.findChild<T*>(name);
    }
    QPushButton* button() const { return field<QPushButton>("train"); }
    QString faults() const
    {
        auto* label = field<QLabel>("faults");
        return label->isHidden() ? QString() : label->text().remove(QRegularExpression("<[^>]*>"));
    }
    void choose(const char* name, const char* word) const
    {
        auto* box = field<QComboBox>(name);
        box->setCurrentIndex(box->findData(QString::fromLatin1(word)));
    }
};

} // namespace

class TrainingPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetComesBackFromTheFormUnchanged()
    {
        Stage stage;
        for (const Preset& preset : presets()) {
            stage.panel.setSpecs(preset.model, preset.train, QString::fromStdString(preset.name));
            QVERIFY2(stage.panel.modelSpec() == preset.model, preset.name.c_str());
            QVERIFY2(stage.panel.trainSpec() == preset.train, preset.name.c_str());
            QCOMPARE(stage.panel.preset(), QString::fromStdString(preset.name));
            QVERIFY(stage.field<QLabel>("changes")->isHidden());
        }
    }

    void everyFieldThatIsNotADefaultComesBackToo()
    {
        ModelSpec model;
        model.patchSize = 8;
        model.dim = 64;
        model.depth = 3;
        model.heads = 4;
        model.mlpRatio = 2.5;
        model.pooling = Pooling::Mean;
        model.positions = Positions::SinCos;
        model.normOrder = NormOrder::Post;
        model.activation = Activation::Relu;
        model.dropout = 0.15;
        model.normEpsilon = 1e-5;
        TrainSpec train;
        train.epochs = 7;
        train.minutes = 2.5;
        train.batchSize = 96;
        train.optimizer = Optimizer::Sgd;
        train.learningRate = 1.0 / 3.0;
        train.minLearningRate = 1e-5;
        train.weightDecay = 0.1;
        train.beta1 = 0.8;
        train.beta2 = 0.95;
        train.momentum = 0.5;
        train.schedule = Schedule::Linear;
        train.warmup = 0.1;
        train.clipNorm = 0.5;
        train.labelSmoothing = 0.2;
        train.cropPadding = 2;
        train.flip = false;
        train.normaliseBy = NormaliseBy::Half;
        train.seed = 18446744073709551615ULL;
        train.validationShare = 0.2;
        train.precision = Precision::Bf16;
        train.device = "cuda:1";
        train.threads = 3;
        QVERIFY(model.validate().empty());
        QVERIFY(train.validate().empty());
        Stage stage;
        stage.panel.setSpecs(model, train);
        QVERIFY(stage.panel.modelSpec() == model);
        QVERIFY(stage.panel.trainSpec() == train);
        QCOMPARE(stage.panel.blockedReason(), QString());
    }

    void everyFieldOfTheSpecsHasARowWithATooltip()
    {
        Stage stage;
        nlohmann::json fields = ModelSpec();
        fields.update(nlohmann::json(TrainSpec()));
        for (const auto& [key, value] : fields.items()) {
            if (key == "image_size" || key == "classes" || key == "minutes")
                continue; // told by the data set, or a part of "epochs"
            auto* editor = stage.field<QWidget>(key.c_str());
            QVERIFY2(editor, key.c_str());
            QVERIFY2(editor->toolTip().size() > 40, key.c_str());
            QVERIFY2(!editor->accessibleName().isEmpty(), key.c_str());
        }
    }

    void theDataSetGivesClassesAndPictureSize()
    {
        Stage stage(dataset(4, 64));
        QCOMPARE(stage.panel.modelSpec().classes, 4);
        QCOMPARE(stage.panel.modelSpec().imageSize, 64);
    }

    void trainAsksForWhatTheFormShows()
    {
        Stage stage;
        QSignalSpy asked(&stage.panel, &TrainingPanel::trainRequested);
        stage.field<QSpinBox>("batch_size")->setValue(32);
        stage.field<QSpinBox>("depth")->setValue(2);
        stage.button()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<ModelSpec>().depth, 2);
        QCOMPARE(asked[0][1].value<TrainSpec>().batchSize, 32);
        QCOMPARE(asked[0][2].toString(), QString("tiny"));
        stage.actions.trainOrPause()->trigger();
        QCOMPARE(asked.size(), 2);
    }

    void withoutADataSetTheReasonIsTold()
    {
        Stage stage(nullptr);
        QVERIFY(!stage.button()->isEnabled());
        QVERIFY(stage.button()->toolTip().contains("Open a data set first"));
        QVERIFY(!stage.actions.trainOrPause()->isEnabled());
        QVERIFY(stage.actions.trainOrPause()->toolTip().contains("Open a data set first"));
        QSignalSpy asked(&stage.panel, &TrainingPanel::trainRequested);
        stage.panel.requestTraining();
        QCOMPARE(asked.size(), 0);
        stage.panel.setDataset(dataset());
        QVERIFY(stage.button()->isEnabled());
    }

    void aFaultIsExplainedUnderTheFormInItsWords()
    {
        Stage stage;
        stage.field<QSpinBox>("heads")->setValue(5);
        QCOMPARE(stage.faults(), QString("Heads: expected a divisor of dim 128, found 5"));
        QVERIFY(!stage.button()->isEnabled());
        QVERIFY(stage.button()->toolTip().contains("expected a divisor of dim 128"));
        QVERIFY(stage.field<QSpinBox>("heads")->property("invalid").toBool());
        QVERIFY(!stage.field<QSpinBox>("dim")->property("invalid").toBool());
        stage.field<QSpinBox>("heads")->setValue(8);
        QCOMPARE(stage.faults(), QString());
        QVERIFY(stage.button()->isEnabled());
        QVERIFY(!stage.field<QSpinBox>("heads")->property("invalid").toBool());
    }

    void whatIsNoNumberIsExplained_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("fault");
        QTest::newRow("words") << "learning_rate"
                               << "fast"
                               << "Learning rate: expected above 0";
        QTest::newRow("zero") << "learning_rate"
                              << "0"
                              << "Learning rate: expected above 0";
        QTest::newRow("infinite") << "weight_decay"
                                  << "inf"
                                  << "Weight decay: expected 0 to 1";
        QTest::newRow("empty") << "dropout"
                               << ""
                               << "Dropout: expected 0 to 0.9";
        QTest::newRow("too much") << "warmup"
                                  << "1.5"
                                  << "Warm-up: expected a share of the run";
    }
    void whatIsNoNumberIsExplained()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, fault);
        Stage stage;
        stage.field<NumberField>(field.toLatin1())->findChild<QLineEdit*>()->setText(typed);
        QVERIFY2(stage.faults().contains(fault), qPrintable(stage.faults()));
        QVERIFY(!stage.button()->isEnabled());
    }

    void aSeedThatIsNoneAndADeviceThatIsNoneAreExplained()
    {
        Stage stage;
        stage.field<QLineEdit>("seed")->clear();
        QVERIFY2(stage.faults().startsWith("Seed: expected a whole number"), qPrintable(stage.faults()));
        stage.field<QLineEdit>("seed")->setText("7");
        stage.field<QComboBox>("device")->setEditText("gpu");
        QVERIFY2(stage.faults().startsWith("Device: expected auto, cpu"), qPrintable(stage.faults()));
        stage.field<QComboBox>("device")->setEditText("cuda:1");
        QCOMPARE(stage.faults(), QString());
    }

    void aFaultsLinkOpensTheFoldAtItsField()
    {
        Stage stage;
        stage.panel.show();
        auto* fold = stage.panel.findChild<ui::Fold*>();
        QVERIFY(!fold->isOpen());
        stage.field<QSpinBox>("heads")->setValue(5);
        Q_EMIT stage.field<QLabel>("faults")->linkActivated("heads");
        QVERIFY(fold->isOpen());
        QVERIFY(stage.field<QSpinBox>("heads")->isVisible());
    }

    void decimalCommaIsUnderstood()
    {
        Stage stage;
        stage.field<NumberField>("learning_rate")->findChild<QLineEdit*>()->setText("0,002");
        QCOMPARE(stage.panel.trainSpec().learningRate, 0.002);
    }

    void minutesTakeThePlaceOfEpochs()
    {
        Stage stage;
        auto* unit = stage.field<QWidget>("epochs")->findChild<QComboBox*>();
        unit->setCurrentIndex(1);
        stage.field<QWidget>("epochs")->findChild<NumberField*>()->setValue(3);
        QCOMPARE(stage.panel.trainSpec().minutes, 3.0);
        stage.field<QWidget>("epochs")->findChild<NumberField*>()->setValue(0);
        QVERIFY(stage.faults().contains("Train for: expected"));
        unit->setCurrentIndex(0);
        QCOMPARE(stage.panel.trainSpec().minutes, 0.0);
        QCOMPARE(stage.panel.trainSpec().epochs, 10);
    }

    void changesAreNamedAndCanBeTakenBack()
    {
        Stage stage;
        stage.field<QSpinBox>("depth")->setValue(9);
        auto* changes = stage.field<QLabel>("changes");
        QVERIFY(!changes->isHidden());
        QVERIFY(changes->text().startsWith("Changed: Depth."));
        Q_EMIT changes->linkActivated("reset");
        QCOMPARE(stage.panel.modelSpec().depth, 4);
        QVERIFY(changes->isHidden());
    }

    void choosingAPresetFillsTheFormAndTellsTheSize()
    {
        Stage stage;
        auto* combo = stage.field<QComboBox>("preset");
        combo->setCurrentIndex(1);
        Q_EMIT combo->activated(1);
        QVERIFY(stage.panel.modelSpec() == presetNamed("base").model);
        QCOMPARE(stage.field<QLabel>("modelSize")->text(),
                 QString::fromUtf8("ViT 192 × 6 × 3 · 2.7 M parameters · 65 tokens"));
    }

    void whatHasNoEffectIsDisabledAndSaysWhy()
    {
        Stage stage;
        QVERIFY(!stage.field<QWidget>("momentum")->isEnabled());
        QVERIFY(stage.field<QWidget>("momentum")->toolTip().contains("Only SGD"));
        QVERIFY(stage.field<QWidget>("beta1")->isEnabled());
        stage.choose("optimizer", "sgd");
        QVERIFY(stage.field<QWidget>("momentum")->isEnabled());
        QVERIFY(!stage.field<QWidget>("beta2")->isEnabled());
        stage.choose("optimizer", "muon"); // which moves some parameters by AdamW
        QVERIFY(stage.field<QWidget>("momentum")->isEnabled());
        QVERIFY(stage.field<QWidget>("beta2")->isEnabled());
        stage.choose("schedule", "constant");
        QVERIFY(!stage.field<QWidget>("min_learning_rate")->isEnabled());
    }

    void aRunLocksEverythingButTheLearningRate()
    {
        Stage stage;
        QSignalSpy finished(&stage.session, &ui::TrainingSession::finished);
        stage.session.start(requestOf(Forever));
        for (const char* field : {"batch_size", "depth", "seed", "preset", "device", "epochs"}) {
            QVERIFY2(!stage.field<QWidget>(field)->isEnabled(), field);
            QVERIFY2(stage.field<QWidget>(field)->toolTip().contains("Stop it to change it"), field);
        }
        QVERIFY(!stage.button()->isEnabled());
        QVERIFY(stage.button()->toolTip().contains("A run is going on"));
        stage.actions.halveRate()->trigger();
        QTRY_COMPARE(stage.trainer.factorSeen.load(), 0.5);
        stage.session.stop();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(stage.field<QWidget>("batch_size")->isEnabled());
        QVERIFY(!stage.field<QWidget>("batch_size")->toolTip().contains("Stop it"));
        QVERIFY(!stage.field<QWidget>("momentum")->isEnabled());
        QVERIFY(stage.button()->isEnabled());
    }

    void theWheelOverAFieldWithoutFocusScrollsRatherThanChanges()
    {
        Stage stage;
        auto* box = stage.field<QSpinBox>("batch_size");
        QWheelEvent turn(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton,
                         Qt::NoModifier, Qt::NoScrollPhase, false);
        const int before = box->value();
        QCoreApplication::sendEvent(box, &turn);
        QCOMPARE(box->value(), before);
    }

    void arrowsGoAlongOneTwoFive()
    {
        QCOMPARE(ui::nextInSeries(0.001, true), 0.002);
        QCOMPARE(ui::nextInSeries(0.002, true), 0.005);
        QCOMPARE(ui::nextInSeries(0.005, true), 0.01);
        QCOMPARE(ui::nextInSeries(0.003, true), 0.005);
        QCOMPARE(ui::nextInSeries(0.003, false), 0.002);
        QCOMPARE(ui::nextInSeries(1, false), 0.5);
        NumberField field(0, 0.9, 0.01);
        field.setValue(0);
        field.stepBy(1);
        QCOMPARE(field.value(), 0.01);
        field.stepBy(-1);
        QCOMPARE(field.value(), 0.0);
        field.setValue(0.5);
        field.stepBy(1);
        QCOMPARE(field.value(), 0.9);
    }
};

SACCADE_SUITE(TrainingPanelTest)
#include "training_panel_test.moc"
