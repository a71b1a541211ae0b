// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <fstream>

using namespace saccade;
using namespace saccade::test;

namespace {

QByteArray description(const TrainRequest& request)
{
    std::ifstream stream(request.folder / "run.json", std::ios::binary);
    return QByteArray::fromStdString({std::istreambuf_iterator<char>(stream), {}});
}

} // namespace

/// What a run cannot be gone on with.
class ResumeFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDamagedDescriptionIsRefusedByItsPath_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("model") << QByteArray("\"dim\": 16") << QByteArray("\"dim\": \"wide\"");
        QTest::newRow("train") << QByteArray("\"epochs\": 3") << QByteArray("\"epochs\": [3]");
        QTest::newRow("data") << QByteArray("\"train_images\": 160") << QByteArray("\"train_images\": {}");
        QTest::newRow("preset") << QByteArray("\"preset\": \"\"") << QByteArray("\"preset\": 7");
    }

    void aDamagedDescriptionIsRefusedByItsPath()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        TrainRequest request = smallRequest(m_folder, QTest::currentDataTag());
        trainUntil(request, 5);
        const QByteArray damaged = description(request).replace(before, after);
        QVERIFY2(damaged.contains(after), damaged.constData());
        std::ofstream(request.folder / "run.json") << damaged.toStdString();
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        QVERIFY(outcome.failure == Error::Kind::BadInput);
        const std::string begin = (request.folder / "run.json").string() + ": expected a run's description";
        QVERIFY2(outcome.message.rfind(begin, 0) == 0, outcome.message.c_str());
        QCOMPARE(description(request), damaged);
    }

    void whatIsAskedOfAResumedRunIsChecked()
    {
        TrainRequest request = smallRequest(m_folder, "threads");
        trainUntil(request, 5);
        request.resume = true;
        request.train.threads = -5;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::Usage);
        QVERIFY2(outcome.message.find("threads") != std::string::npos, outcome.message.c_str());
    }

private:
    QTemporaryDir m_folder;
};

SACCADE_SUITE(ResumeFaultsTest)
#include "resume_faults_test.moc"
