// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <csignal>

namespace {

constexpr int Patience = 120'000; // milliseconds for a command on a busy machine

QStringList quick(const QStringList& more)
{
    return QStringList{"bench", "--preset", "tiny", "--batch-size", "16"} + more;
}

void holdTo(const QString& processor, QProcess& process)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("SACCADE_CPU", processor);
    process.setProcessEnvironment(environment);
}

} // namespace

class CliBenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsJsonSaysHowFastTrainingIsAndHowFastItCouldBe()
    {
        QProcess process;
        process.start(SACCADE_CLI, quick({"--rounds", "1", "--seconds", "0.3", "--json"}));
        QVERIFY(process.waitForFinished(Patience));
        const QByteArray progress = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, progress.constData());
        const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        for (const char* key :
             {"fp32_images_per_second", "gemm_gflops_fp32", "share_of_ceiling_fp32", "threads"})
            QVERIFY2(json[key].toDouble() > 0, key);
        // All three or none: not every processor multiplies bf16.
        const bool mixed = json["mixed_images_per_second"].isDouble();
        for (const char* key : {"mixed_images_per_second", "gemm_gflops_bf16", "share_of_ceiling_mixed"}) {
            QVERIFY2(json.contains(key), key);
            QVERIFY2(mixed ? json[key].toDouble() > 0 : json[key].isNull(), key);
        }
        // Not that the share is below one: on a busy machine each figure may have had another half of it.
        const auto shareByHand = [&json](const char* training, const char* gemm) {
            return json[training].toDouble() * json["flop_per_image"].toDouble() / 1e9 /
                   json[gemm].toDouble();
        };
        QCOMPARE(json["share_of_ceiling_fp32"].toDouble(),
                 shareByHand("fp32_images_per_second", "gemm_gflops_fp32"));
        if (mixed)
            QCOMPARE(json["share_of_ceiling_mixed"].toDouble(),
                     shareByHand("mixed_images_per_second", "gemm_gflops_bf16"));
        QVERIFY(!json["libtorch"].toString().isEmpty());
        QVERIFY(!json["blas"].toString().isEmpty());
        QCOMPARE(json["by_round"]["fp32_images_per_second"].toArray().size(), 1);
        QVERIFY(progress.contains("round 1 of 1: "));
    }

    void aPrecisionThatWasNotAskedForIsNull()
    {
        QProcess process;
        process.start(SACCADE_CLI, quick({"--rounds", "1", "--seconds", "0.1", "--precision", "fp32",
                                          "--threads", "1", "--json"}));
        QVERIFY(process.waitForFinished(Patience));
        QCOMPARE(process.exitCode(), 0);
        const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(json["fp32_images_per_second"].toDouble() > 0);
        QVERIFY(json["mixed_images_per_second"].isNull());
        QVERIFY(json["gemm_gflops_bf16"].isNull());
        QCOMPARE(json["threads"].toInt(), 1);
    }

    void heldToALesserProcessorItTrainsAsOneThatIs_data()
    {
        QTest::addColumn<QString>("level");
        QTest::addColumn<QString>("kernels");
        QTest::newRow("AVX2") << "avx2"
                              << "Haswell kernels";
        QTest::newRow("portable") << "portable"
                                  << "Prescott kernels";
    }

    void heldToALesserProcessorItTrainsAsOneThatIs()
    {
        QFETCH(QString, level);
        QFETCH(QString, kernels);
        QProcess process;
        holdTo(level, process);
        process.start(SACCADE_CLI, quick({"--rounds", "1", "--seconds", "0.1", "--json"}));
        QVERIFY(process.waitForFinished(Patience));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
        const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(json["fp32_images_per_second"].toDouble() > 0);
        QVERIFY(json["mixed_images_per_second"].isNull());
        const QString blas = json["blas"].toString();
        if (!blas.startsWith("OpenBLAS") || !QSysInfo::currentCpuArchitecture().startsWith("x86_64"))
            QSKIP("Another BLAS, or another processor");
        QVERIFY2(blas.contains(kernels), qPrintable(blas));
    }

    void aProcessorThatThereIsNotIsRefused()
    {
        QProcess process;
        holdTo("pentium", process);
        process.start(SACCADE_CLI, {"--version"});
        QVERIFY(process.waitForFinished(Patience));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().startsWith("SACCADE_CPU: expected portable, avx2"));
    }

    void interruptedItEndsWith130AndPrintsNoResult()
    {
        QProcess process;
        process.start(SACCADE_CLI, quick({"--seconds", "1", "--rounds", "1000", "--precision", "fp32"}));
        QByteArray said;
        QVERIFY(QTest::qWaitFor(
            [&] {
                said += process.readAllStandardError();
                return said.contains("round 1 of 1000");
            },
            Patience));
        QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(Patience));
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }

    void wrongUsageEndsWith2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word"); // what the sentence must name
        QTest::newRow("preset") << QStringList{"--preset", "huge"} << QByteArray("tiny, base, article");
        QTest::newRow("rounds") << QStringList{"--rounds", "0"} << QByteArray("--rounds");
        QTest::newRow("seconds") << QStringList{"--seconds", "soon"} << QByteArray("--seconds");
        QTest::newRow("precision") << QStringList{"--precision", "fp8"} << QByteArray("--precision");
        QTest::newRow("batch size") << QStringList{"--batch-size", "0"} << QByteArray("--batch-size");
        QTest::newRow("threads") << QStringList{"--threads", "-1"} << QByteArray("--threads");
    }

    void wrongUsageEndsWith2()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        QProcess process;
        process.start(SACCADE_CLI, QStringList{"bench"} + arguments);
        QVERIFY(process.waitForFinished(Patience));
        QCOMPARE(process.exitCode(), 2);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains(word), said.constData());
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }
};

SACCADE_SUITE(CliBenchTest)
#include "bench_test.moc"
