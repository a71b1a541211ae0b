// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/cpu.h"
#include "core/platform/environment.h"
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
        QCOMPARE(find(librarySettings(), "OPENBLAS_CORETYPE") != nullptr, cpuFeatures().avx512);
    }

    void processorFeaturesImplyEachOther()
    {
        QVERIFY(!cpuFeatures().bf16 || cpuFeatures().avx512);
        QVERIFY(!cpuFeatures().avx512 || cpuFeatures().avx2);
    }

    void aProcessHasAtLeastOneCoreAndNoMoreThanTheMachine()
    {
        QVERIFY(usableCores() >= 1);
        QVERIFY(usableCores() <= QThread::idealThreadCount() || QThread::idealThreadCount() <= 1);
    }
};

SACCADE_SUITE(EnvironmentTest)
#include "environment_test.moc"
