// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/cpu.h"
#include "core/platform/environment.h"
#include "core/values/error.h"
#include "tests/support/suite.h"

#include <algorithm>

using namespace saccade;

namespace {

const LibrarySetting* find(const std::vector<LibrarySetting>& settings, const std::string& variable)
{
    const auto found = std::find_if(settings.begin(), settings.end(), [&](const LibrarySetting& setting) {
        return setting.variable == variable;
    });
    return found == settings.end() ? nullptr : &*found;
}

} // namespace

class EnvironmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qunsetenv("OMP_WAIT_POLICY");
        qunsetenv("GOMP_SPINCOUNT");
        qunsetenv("OPENBLAS_CORETYPE");
        qunsetenv("SACCADE_CPU");
    }
    void cleanup() { init(); }

    void waitingThreadsAreToldToSleep()
    {
        const auto settings = librarySettings();
        const LibrarySetting* setting = find(settings, "OMP_WAIT_POLICY");
        QVERIFY(setting);
        QCOMPARE(setting->value, std::string("PASSIVE"));
        QVERIFY(!setting->byUser);
        QVERIFY(!setting->reason.empty());
        QVERIFY(!qEnvironmentVariableIsSet("OMP_WAIT_POLICY")); // said, not done
        applyLibrarySettings();
        QCOMPARE(qgetenv("OMP_WAIT_POLICY"), QByteArray("PASSIVE"));
    }

    void theyLookForAMomentBeforeTheySleep()
    {
        applyLibrarySettings();
        QCOMPARE(qgetenv("GOMP_SPINCOUNT"), QByteArray("20000"));
    }

    void whatTheUserHasSetStays()
    {
        qputenv("OMP_WAIT_POLICY", "ACTIVE");
        const auto settings = librarySettings();
        QCOMPARE(find(settings, "OMP_WAIT_POLICY")->value, std::string("ACTIVE"));
        QVERIFY(find(settings, "OMP_WAIT_POLICY")->byUser);
        applyLibrarySettings();
        QCOMPARE(qgetenv("OMP_WAIT_POLICY"), QByteArray("ACTIVE"));
    }

    void kernelsOfAvx512AreAskedForWhereTheProcessorHasThemAlone()
    {
        QCOMPARE(find(librarySettings(), "OPENBLAS_CORETYPE") != nullptr,
                 instructionSet() >= InstructionSet::Avx512);
    }

    void aProcessorIsTakenForLessWhereThePersonAsksForIt_data()
    {
        QTest::addColumn<QByteArray>("limit");
        QTest::addColumn<QByteArrayList>("expected"); // OpenBLAS, LibTorch, oneDNN; empty: not told
        QTest::newRow("portable") << QByteArray("portable") << QByteArrayList{"Prescott", "default", "SSE41"};
        QTest::newRow("AVX2") << QByteArray("avx2") << QByteArrayList{"Haswell", "avx2", "AVX2"};
        const QByteArray best = instructionSet() >= InstructionSet::Avx512 ? "SkylakeX" : "";
        QTest::newRow("AVX-512") << QByteArray("avx512") << QByteArrayList{best, "", "AVX512_CORE"};
        QTest::newRow("bf16") << QByteArray("avx512-bf16") << QByteArrayList{best, "", ""};
    }

    void aProcessorIsTakenForLessWhereThePersonAsksForIt()
    {
        QFETCH(QByteArray, limit);
        QFETCH(QByteArrayList, expected);
        qputenv("SACCADE_CPU", limit);
        const auto settings = librarySettings();
        QByteArrayList found;
        for (const char* variable : {"OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA"}) {
            const LibrarySetting* setting = find(settings, variable);
            found << QByteArray::fromStdString(setting ? setting->value : "");
        }
        QCOMPARE(found, expected);
    }

    void aSetThatThereIsNotIsRefusedByName()
    {
        qputenv("SACCADE_CPU", "pentium");
        try {
            librarySettings();
            QFAIL("expected an Error");
        } catch (const Error& error) {
            QCOMPARE(QString(error.what()),
                     QString("SACCADE_CPU: expected portable, avx2, avx512 or avx512-bf16, found "
                             "\"pentium\""));
        }
    }

    void eachSetHasTheNameThatItIsAskedForBy()
    {
        const std::vector<std::string> names{"portable", "avx2", "avx512", "avx512-bf16"};
        for (std::size_t i = 0; i < names.size(); ++i)
            QVERIFY(instructionSetNamed(names[i]) == InstructionSet(i));
        QVERIFY(!instructionSetNamed("AVX2"));
        QVERIFY(!instructionSetLimit());
    }

    void aProcessHasAtLeastOneCoreAndNoMoreThanTheMachine()
    {
        QVERIFY(usableCores() >= 1);
        QVERIFY(usableCores() <= QThread::idealThreadCount() || QThread::idealThreadCount() <= 1);
    }
};

SACCADE_SUITE(EnvironmentTest)
#include "environment_test.moc"
