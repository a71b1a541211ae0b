// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/presets.h"
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/path_field.h"

#include <QElapsedTimer>
#include <QToolButton>

#include <nlohmann/json.hpp>

using namespace saccade;
using namespace saccade::test;
using State = ui::TrainingSession::State;

namespace {

constexpr int Patience = 60'000;     // ms: other programs may have the cores
constexpr int MostForClosing = 2000; // ms

} // namespace

class CloseWhileTrainingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closingTheWindowEndsTheRunAtOnceAndKeepsIt_data()
    {
        QTest::addColumn<bool>("paused");
        QTest::newRow("in mid-training") << false;
        QTest::newRow("while paused") << true;
    }

    void closingTheWindowEndsTheRunAtOnceAndKeepsIt()
    {
        QFETCH(bool, paused);
        RealWindow real;
        QVERIFY(real.open());
        ui::TrainingSession& session = *real.window().session();
        const Preset& preset = presetNamed("tiny");
        real.window().trainingPanel()->setSpecs(preset.model, preset.train, "tiny");
        QSignalSpy batches(&session, &ui::TrainingSession::batchReported);
        QSignalSpy ended(&session, &ui::TrainingSession::finished);
        auto* button = real.window().findChild<QToolButton*>("trainOrPause");
        click(*button);
        QTRY_VERIFY_WITH_TIMEOUT(batches.size() >= 2, Patience);
        if (paused)
            click(*button);
        QCOMPARE(session.state(), paused ? State::Paused : State::Running);
        const auto seen = batches.last()[0].value<BatchReport>().step;
        const QString folder = real.runFolder();
        QVERIFY(!folder.isEmpty());

        QElapsedTimer clock;
        clock.start();
        real.close();
        const qint64 took = clock.elapsed();
        QVERIFY2(took < MostForClosing, qPrintable(QStringLiteral("closing took %1 ms").arg(took)));

        QCOMPARE(ended.size(), 1);
        const auto outcome = ended[0][0].value<RunOutcome>();
        QCOMPARE(outcome.kind, RunOutcome::Kind::Stopped);
        QVERIFY(outcome.steps >= seen);
        const nlohmann::json run = read(folder + "/run.json");
        QCOMPARE(run.at("status").get<std::string>(), std::string("stopped"));
        QCOMPARE(run.at("result").at("steps").get<std::int64_t>(), outcome.steps);
        const ModelPtr kept = real.services().openModel(ui::toPath(folder + "/checkpoints/last.safetensors"));
        QVERIFY(kept->info().spec == preset.model);
        QCOMPARE(kept->info().step, outcome.steps);
    }

private:
    static nlohmann::json read(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(path));
        return nlohmann::json::parse(file.readAll().toStdString());
    }
};

SACCADE_SUITE(CloseWhileTrainingTest)
#include "close_while_training_test.moc"
