// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/included_models.h"
#include "core/values/run_control.h"
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/window/path_field.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QtTest/QtTest>

using namespace saccade;
using namespace saccade::test;

namespace {

const QString ModelFolder = QStringLiteral(SACCADE_MODELS);

QAction* includedAction(ui::MainWindow& window, const QString& file)
{
    for (QAction* action : window.findChildren<QAction*>())
        if (QFileInfo(action->data().toString()) == QFileInfo(file))
            return action;
    return nullptr;
}

} // namespace

/// The models that come with the program, real ones.
class IncludedModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_included = includedModels(ui::toPath(ModelFolder)); }

    void thereIsAPlainTransformerForEachDataSetAndAHybrid()
    {
        QCOMPARE(m_included.size(), 3);
        QVERIFY(includedModels(ui::toPath(ModelFolder + "/nowhere")).empty());
    }

    void eachIsSmallAndSaysWhatItReached()
    {
        const RealWindow real;
        for (const ui::IncludedModel& included : m_included) {
            const QString name = ui::fromPath(included.file);
            QVERIFY2(QFileInfo(name).size() <= 6'000'000, qPrintable(name));
            const ModelPtr model = real.services().openModel(included.file);
            QVERIFY2(model->info().spec.parameters() <= 3'000'000, qPrintable(name));
            QVERIFY2(model->info().spec.family == included.family, qPrintable(name));
            QCOMPARE(model->info().dataset, included.dataset);
            QVERIFY2(model->info().testAccuracy > 0.7, qPrintable(name));
            QString run = name;
            run.replace(".safetensors", ".run.json");
            QVERIFY2(QFileInfo::exists(run), qPrintable(run));
        }
    }

    void aModelThatIsNamedAtTheStartIsOpenedOverTheOneOfTheDataSet()
    {
        const QString named = ModelFolder + "/hybrid-cifar10.safetensors";
        RealWindow real(ModelFolder);
        real.window().show();
        real.window().openFirst(named);
        const ui::Workbench* bench = real.window().workbench();
        QSignalSpy opened(bench, &ui::Workbench::modelOpened);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, 60'000);
        QCOMPARE(QFileInfo(QString::fromStdString(bench->model()->info().source)), QFileInfo(named));
        QCOMPARE(bench->dataset()->name, std::string("Shapes"));
        QTest::qWait(200); // nothing comes behind it
        QCOMPARE(opened.size(), 2);
    }

    void theFirstStartOpensTheOneOfTheDataSet_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("Shapes") << "shapes";
        QTest::newRow("CIFAR-10") << qEnvironmentVariable("SACCADE_CIFAR10");
    }

    void theFirstStartOpensTheOneOfTheDataSet()
    {
        QFETCH(QString, source);
        if (source.isEmpty())
            QSKIP("SACCADE_CIFAR10 names no folder");
        RealWindow real(ModelFolder);
        QVERIFY(real.open(source));
        const ModelPtr model = real.window().workbench()->model();
        QVERIFY(model->info().step > 0);
        QCOMPARE(model->info().dataset, real.window().workbench()->dataset()->name);

        // It is what its description says, on the pictures that are open.
        RunControl control;
        const DatasetPtr data = real.window().workbench()->dataset();
        const Evaluation evaluation = real.services().evaluate(model, data, Split::Test, control, {});
        QVERIFY2(std::abs(evaluation.accuracy - model->info().testAccuracy) < 0.002,
                 qPrintable(QString::number(evaluation.accuracy)));
    }

    void anotherDataSetBringsItsOwn()
    {
        const QString cifar10 = qEnvironmentVariable("SACCADE_CIFAR10");
        if (cifar10.isEmpty())
            QSKIP("SACCADE_CIFAR10 names no folder");
        RealWindow real(ModelFolder);
        QVERIFY(real.open());
        real.window().workbench()->openDataset(cifar10);
        QTRY_VERIFY_WITH_TIMEOUT(real.window().workbench()->model() &&
                                     real.window().workbench()->model()->info().dataset == "CIFAR-10",
                                 60'000);
    }

    void theOthersAreInTheMenu()
    {
        RealWindow real(ModelFolder);
        QVERIFY(real.open());
        for (const ui::IncludedModel& included : m_included) {
            QAction* action = includedAction(real.window(), ui::fromPath(included.file));
            QVERIFY(action);
            action->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(real.window().workbench()->model()->info().source,
                                      included.file.string(), 60'000);
        }
    }

    void aDamagedOneIsSaidAndHoldsNothingUp()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("vit-shapes.safetensors"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no model") > 0);
        file.close();
        RealWindow real(folder.path());
        QVERIFY(real.open()); // there is a map: of an untrained model
        QCOMPARE(real.window().workbench()->model()->info().step, 0);
        QVERIFY(real.window().findChild<QDialog*>("complaint"));
    }

private:
    std::vector<ui::IncludedModel> m_included;
};

SACCADE_SUITE(IncludedModelsTest)
#include "included_models_test.moc"
