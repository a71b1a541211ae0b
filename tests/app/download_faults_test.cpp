// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/fetch_worker.h"
#include "tests/app/small_cifar.h"
#include "tests/support/http_server.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>
#include <QNetworkProxyFactory>

#include <thread>

using namespace saccade;
using namespace saccade::test;

/// Whatever goes wrong on the way: the sentence says what, and the folder is as it was.
class DownloadFaultsTest : public QObject
{
    Q_OBJECT

    const QByteArray m_archive = tarGz(smallArchiveMembers());
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HttpServer> m_server;
    QMap<QString, QByteArray> m_before;

    FetchRequest request(const QByteArray& path = "/cifar.tar.gz") const
    {
        FetchRequest request;
        request.url = m_server->url(path);
        request.size = std::uint64_t(m_archive.size());
        request.sha256 = sha256Of(m_archive);
        request.members = smallMembers();
        request.folder = toPath(m_folder->path());
        return request;
    }

    HttpReply half() const
    {
        HttpReply reply{200, m_archive};
        reply.sent = 20'000;
        return reply;
    }

    QString urlWords(const char* rest) const
    {
        return QString::fromStdString(m_server->url("/cifar.tar.gz")) + ": " + rest;
    }

private Q_SLOTS:
    void initTestCase() { QNetworkProxyFactory::setUseSystemConfiguration(false); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<HttpServer>();
        // Seven of the eight files are there, and one that has nothing to do with it.
        QVERIFY(QDir(m_folder->path()).mkdir(cifarFolder));
        for (const auto& [name, content] : smallFiles().toStdMap())
            if (name != "test_batch.bin")
                writeFile(m_folder->filePath(cifarFolder + "/" + name), content);
        writeFile(m_folder->filePath("notes.txt"), "mine");
        m_before = treeOf(m_folder->path());
    }

    void cleanup() { QCOMPARE(treeOf(m_folder->path()), m_before); }

    void anErrorPageIsNamedWithItsStatus()
    {
        const FetchOutcome outcome = fetchOnWorker(request());
        const QString expected =
            urlWords("expected the archive (HTTP status 200), found HTTP status 404 Not Found.");
        QVERIFY2(outcome.sentence.startsWith(expected), qPrintable(outcome.sentence));
        QVERIFY(outcome.kind == Error::Kind::Failed);
    }

    void anErrorPageThatNeverEndsIsNotWaitedFor()
    {
        HttpReply reply{500, QByteArray(1000, 'x')};
        reply.sent = 500;
        reply.then = HttpReply::Then::Hold;
        m_server->serve("/cifar.tar.gz", reply);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(fetchOnWorker(request()).sentence.contains("found HTTP status 500"));
        QVERIFY(timer.elapsed() < 10'000); // silence alone would take a minute
    }

    void aServerThatIsNotThereIsNamed()
    {
        const FetchRequest wanted = request();
        m_server.reset(); // its port is free now
        const FetchOutcome outcome = fetchOnWorker(wanted);
        const QString url = QString::fromStdString(wanted.url);
        QVERIFY2(
            outcome.sentence.startsWith(url + ": expected the archive, found no answer (Connection refused)"),
            qPrintable(outcome.sentence));
    }

    void aRedirectionToItselfEnds()
    {
        HttpReply reply{302, {}};
        reply.location = "/cifar.tar.gz";
        m_server->serve("/cifar.tar.gz", reply);
        QVERIFY(fetchOnWorker(request()).sentence.startsWith(urlWords("expected the archive")));
        QVERIFY(m_server->requests().size() < 20);
    }

    void anotherLengthIsRefused()
    {
        m_server->serve("/cifar.tar.gz", {200, m_archive + "more"});
        const FetchOutcome outcome = fetchOnWorker(request());
        QCOMPARE(outcome.sentence,
                 urlWords("expected %1 bytes, found %2").arg(m_archive.size()).arg(m_archive.size() + 4));
        QVERIFY(outcome.kind == Error::Kind::BadInput);
    }

    void moreBytesThanExpectedAreRefusedAlsoWithoutALength()
    {
        HttpReply reply{200, m_archive + "more"};
        reply.lengthIsKnown = false;
        m_server->serve("/cifar.tar.gz", reply);
        QCOMPARE(fetchOnWorker(request()).sentence,
                 urlWords("expected %1 bytes, found more than that").arg(m_archive.size()));
    }

    void aCutConnectionSaysHowMuchHadArrived()
    {
        m_server->serve("/cifar.tar.gz", half());
        const QString sentence = fetchOnWorker(request()).sentence;
        QVERIFY2(sentence.startsWith(urlWords("expected %1 bytes, found the connection closed after 20000 (")
                                         .arg(m_archive.size())),
                 qPrintable(sentence));
    }

    void aCutConnectionIsNoticedAlsoWithoutALength()
    {
        HttpReply reply = half();
        reply.lengthIsKnown = false;
        m_server->serve("/cifar.tar.gz", reply);
        const QString sentence = fetchOnWorker(request()).sentence;
        QVERIFY2(sentence.startsWith(urlWords("expected %1 bytes, found the connection closed after 20000.")
                                         .arg(m_archive.size())),
                 qPrintable(sentence));
    }

    void aServerThatFallsSilentIsGivenUp_data()
    {
        QTest::addColumn<bool>("answers");
        QTest::newRow("after half of the archive") << true;
        QTest::newRow("before its first word") << false;
    }

    void aServerThatFallsSilentIsGivenUp()
    {
        QFETCH(bool, answers);
        HttpReply reply = half();
        reply.silent = !answers;
        reply.then = HttpReply::Then::Hold;
        m_server->serve("/cifar.tar.gz", reply);
        FetchRequest wanted = request();
        wanted.stallTimeout = std::chrono::milliseconds(200);
        const QString sentence = fetchOnWorker(wanted).sentence;
        QVERIFY2(sentence.startsWith(urlWords("nothing has arrived for 0.2 seconds, after 0.0 of 0.0 MB. "
                                              "Try again later")),
                 qPrintable(sentence));
    }

    void otherBytesAreRefusedByTheirChecksum()
    {
        QByteArray other = m_archive;
        other[100] = char(~other[100]);
        m_server->serve("/cifar.tar.gz", {200, other});
        const FetchOutcome outcome = fetchOnWorker(request());
        QCOMPARE(outcome.sentence, urlWords("expected the SHA-256 %1, found %2")
                                       .arg(QString::fromStdString(sha256Of(m_archive)),
                                            QString::fromStdString(sha256Of(other))));
        QVERIFY(outcome.kind == Error::Kind::BadInput);
    }

    void whatIsNoArchiveIsRefusedEvenWithTheRightChecksum()
    {
        const QByteArray page = "<html>log in to the hotel's network</html>";
        m_server->serve("/cifar.tar.gz", {200, page});
        FetchRequest wanted = request();
        wanted.size = std::uint64_t(page.size());
        wanted.sha256 = sha256Of(page);
        const QString sentence = fetchOnWorker(wanted).sentence;
        QVERIFY2(sentence.startsWith(urlWords("expected a complete .tar.gz archive, found ")),
                 qPrintable(sentence));
    }

    void stopCancelsAtOnce()
    {
        HttpReply reply = half();
        reply.then = HttpReply::Then::Hold;
        m_server->serve("/cifar.tar.gz", reply);
        RunControl control;
        QElapsedTimer sinceStop;
        m_server->afterReply = [&] {
            control.stop();
            sinceStop.start();
        };
        const FetchOutcome outcome = fetchOnWorker(request(), control);
        const qint64 elapsed = sinceStop.elapsed();
        QVERIFY2(outcome.sentence.startsWith("Stopped before"), qPrintable(outcome.sentence));
        QVERIFY2(elapsed < 1000, qPrintable(QString::number(elapsed))); // 100 ms on a machine at rest
    }

    void stopCancelsAlsoBeforeTheServerHasAnswered()
    {
        HttpReply reply;
        reply.silent = true;
        reply.then = HttpReply::Then::Hold;
        m_server->serve("/cifar.tar.gz", reply);
        RunControl control;
        m_server->afterReply = [&] { control.stop(); };
        QVERIFY(fetchOnWorker(request(), control).sentence.startsWith("Stopped before"));
    }

    void aSecondFetchIntoTheSameFolderIsRefused()
    {
        HttpReply reply = half();
        reply.then = HttpReply::Then::Hold;
        m_server->serve("/cifar.tar.gz", reply);
        RunControl control;
        QString second;
        m_server->afterReply = [&] {
            RunControl unused;
            try {
                fetchCifar10(request(), unused, {});
            } catch (const Error& error) {
                second = QString::fromUtf8(error.what());
            }
            control.stop();
        };
        fetchOnWorker(request(), control);
        QCOMPARE(second, m_folder->path() + ": another download into this folder is under way");
    }

    void onlyAddressesOfTheWebAreTaken_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* const url : {"", "cifar.tar.gz", "file:///etc/passwd",
                                      "ftp://127.0.0.1/cifar.tar.gz", "https://", "http://[bad/"})
            QTest::newRow(url) << QString(url);
    }

    void onlyAddressesOfTheWebAreTaken()
    {
        QFETCH(QString, url);
        FetchRequest wanted = request();
        wanted.url = url.toStdString();
        const FetchOutcome outcome = fetchOnWorker(wanted);
        QCOMPARE(outcome.sentence, "'" + url + "': expected an address that begins with https:// or http://");
        QVERIFY(outcome.kind == Error::Kind::Usage);
    }

    void tooLittleSpaceIsSaidBeforeTheDownload()
    {
        m_server->serve("/cifar.tar.gz", {200, m_archive});
        FetchRequest wanted = request();
        wanted.members[0].largest = 900'000'000'000'000'000; // 900 petabytes
        wanted.members[0].smallest = wanted.members[0].largest;
        const QString sentence = fetchOnWorker(wanted).sentence;
        QVERIFY2(
            sentence.startsWith(m_folder->path() + ": expected 900000000000 MB of free disk space, found "),
            qPrintable(sentence));
        QVERIFY(m_server->requests().isEmpty());
    }
};

SACCADE_SUITE(DownloadFaultsTest)
#include "download_faults_test.moc"
