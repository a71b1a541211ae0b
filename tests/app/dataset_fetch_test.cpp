// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/fetch_worker.h"
#include "tests/app/small_cifar.h"
#include "tests/app/test_certificate.h"
#include "tests/support/http_server.h"
#include "tests/support/suite.h"

#include <QNetworkProxyFactory>
#include <QSslConfiguration>
#include <QSslKey>

using namespace saccade;
using namespace saccade::test;

/// The whole way, from a server on 127.0.0.1 to the eight files.
class DatasetFetchTest : public QObject
{
    Q_OBJECT

    const QByteArray m_archive = tarGz(smallArchiveMembers());
    std::unique_ptr<QTemporaryDir> m_folder;

    FetchRequest requestFor(const std::string& url) const
    {
        FetchRequest request;
        request.url = url;
        request.size = std::uint64_t(m_archive.size());
        request.sha256 = sha256Of(m_archive);
        request.members = smallMembers();
        request.folder = toPath(m_folder->path());
        return request;
    }

    static QSslConfiguration serverTls()
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(certificate));
        tls.setPrivateKey(QSslKey(QByteArray(certificateKey), QSsl::Ec));
        return tls;
    }

private Q_SLOTS:
    void initTestCase() { QNetworkProxyFactory::setUseSystemConfiguration(false); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void thePublishedArchiveIsTheDefault()
    {
        const FetchRequest request;
        QCOMPARE(request.url, std::string("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"));
        QCOMPARE(request.size, std::uint64_t(170'052'171));
        QCOMPARE(request.members.size(), std::size_t(8));
        QCOMPARE(request.members[0].largest, std::uint64_t(30'730'000));
    }

    void aDownloadEndsInTheEightFilesWithTheirBytesAndNothingElse()
    {
        HttpServer server;
        server.serve("/cifar.tar.gz", {200, m_archive});
        const FetchOutcome outcome = fetchOnWorker(requestFor(server.url("/cifar.tar.gz")));
        QCOMPARE(outcome.sentence, QString());
        QCOMPARE(outcome.folder, m_folder->filePath(cifarFolder));
        QCOMPARE(treeOf(m_folder->path()), completeTree());
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(server.requests()[0].toLower().contains("\r\naccept-encoding: identity\r\n"));
    }

    void theFolderIsCreatedWhereItDoesNotExist()
    {
        HttpServer server;
        server.serve("/cifar.tar.gz", {200, m_archive});
        FetchRequest request = requestFor(server.url("/cifar.tar.gz"));
        request.folder /= "data/sets";
        QCOMPARE(fetchOnWorker(request).sentence, QString());
        QCOMPARE(treeOf(m_folder->filePath("data/sets")), completeTree());
    }

    void progressRisesFromTheDownloadToOneAtTheEnd()
    {
        HttpServer server;
        server.serve("/cifar.tar.gz", {200, m_archive});
        const FetchOutcome outcome = fetchOnWorker(requestFor(server.url("/cifar.tar.gz")));
        QVERIFY(std::is_sorted(outcome.shares.begin(), outcome.shares.end()));
        QVERIFY(outcome.shares.front() >= 0.0);
        QCOMPARE(outcome.shares.back(), 1.0);
        QCOMPARE(outcome.words.back(),
                 "CIFAR-10 is ready in " + m_folder->filePath(cifarFolder).toStdString());
    }

    void theDownloadsSizeIsSaidWhileItRuns()
    {
        HttpServer server;
        HttpReply half{200, m_archive};
        half.sent = m_archive.size() / 2;
        half.then = HttpReply::Then::Hold;
        server.serve("/cifar.tar.gz", half);
        FetchRequest request = requestFor(server.url("/cifar.tar.gz"));
        request.stallTimeout = std::chrono::milliseconds(400);
        const FetchOutcome outcome = fetchOnWorker(request);
        // The archive has 37,000 bytes; half of it is half of the download's nine tenths.
        QVERIFY2(outcome.words.back().starts_with("Downloading cifar.tar.gz: 0.0 of 0.0 MB"),
                 outcome.words.back().c_str());
        QCOMPARE(outcome.shares.back(), 0.9 * double(half.sent) / double(m_archive.size()));
    }

    void anArchiveWithoutAnAnnouncedLengthIsTaken()
    {
        HttpServer server;
        HttpReply reply{200, m_archive};
        reply.lengthIsKnown = false;
        server.serve("/cifar.tar.gz", reply);
        QCOMPARE(fetchOnWorker(requestFor(server.url("/cifar.tar.gz"))).sentence, QString());
        QCOMPARE(treeOf(m_folder->path()), completeTree());
    }

    void aRedirectionIsFollowed()
    {
        HttpServer server;
        server.serve("/cifar.tar.gz", {200, m_archive});
        HttpReply redirection{302, "<html>moved</html>"};
        redirection.location = "/cifar.tar.gz";
        server.serve("/old", redirection);
        QCOMPARE(fetchOnWorker(requestFor(server.url("/old"))).sentence, QString());
        QCOMPARE(treeOf(m_folder->path()), completeTree());
    }

    void aServerWithACertificateThatNobodyKnowsIsRefused()
    {
        HttpServer server(serverTls());
        server.serve("/cifar.tar.gz", {200, m_archive});
        const FetchOutcome outcome = fetchOnWorker(requestFor(server.url("/cifar.tar.gz")));
        QVERIFY2(outcome.sentence.contains("found no answer (SSL handshake failed"),
                 qPrintable(outcome.sentence));
        QVERIFY(server.requests().isEmpty());
        QVERIFY(treeOf(m_folder->path()).isEmpty());
    }

    void fromHttpsNothingLeadsToHttp()
    {
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        trusting.addCaCertificate(QSslCertificate(certificate));
        QSslConfiguration::setDefaultConfiguration(trusting);

        HttpServer plain;
        plain.serve("/cifar.tar.gz", {200, m_archive});
        HttpServer secure(serverTls());
        secure.serve("/cifar.tar.gz", {200, m_archive});
        HttpReply redirection{302, {}};
        redirection.location = QByteArray::fromStdString(plain.url("/cifar.tar.gz"));
        secure.serve("/to-http", redirection);
        redirection.location = "/cifar.tar.gz";
        secure.serve("/to-https", redirection);
        const FetchOutcome refused = fetchOnWorker(requestFor(secure.url("/to-http")));
        const auto afterRefusal = treeOf(m_folder->path());
        const FetchOutcome followed = fetchOnWorker(requestFor(secure.url("/to-https")));
        QSslConfiguration::setDefaultConfiguration(before);

        QVERIFY2(refused.sentence.contains(QString::fromStdString(secure.url("/to-http"))),
                 qPrintable(refused.sentence));
        QVERIFY(plain.requests().isEmpty());
        QVERIFY(afterRefusal.isEmpty());
        QCOMPARE(followed.sentence, QString());
        QCOMPARE(treeOf(m_folder->path()), completeTree());
    }

    void aCompleteFolderIsNotFetchedAgain()
    {
        HttpServer server;
        server.serve("/cifar.tar.gz", {200, m_archive});
        const FetchRequest request = requestFor(server.url("/cifar.tar.gz"));
        fetchOnWorker(request);
        writeFile(m_folder->filePath("cifar-10-batches-bin/readme.html"), "a note of my own");
        const FetchOutcome outcome = fetchOnWorker(request);
        QCOMPARE(outcome.folder, m_folder->filePath(cifarFolder));
        QCOMPARE(outcome.shares, std::vector<double>{1.0});
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(treeOf(m_folder->path())["cifar-10-batches-bin/readme.html"],
                 QByteArray("a note of my own"));
    }

    void aFolderWithAShortFileIsCompleted()
    {
        HttpServer server;
        server.serve("/cifar.tar.gz", {200, m_archive});
        const FetchRequest request = requestFor(server.url("/cifar.tar.gz"));
        fetchOnWorker(request);
        writeFile(m_folder->filePath("cifar-10-batches-bin/test_batch.bin"), "cut");
        QCOMPARE(fetchOnWorker(request).sentence, QString());
        QCOMPARE(treeOf(m_folder->path()), completeTree());
    }
};

SACCADE_SUITE(DatasetFetchTest)
#include "dataset_fetch_test.moc"
