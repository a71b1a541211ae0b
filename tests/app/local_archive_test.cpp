// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/fetch_worker.h"
#include "tests/app/small_cifar.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

/// An archive that is on the disk already: the same checks, no network.
class LocalArchiveTest : public QObject
{
    Q_OBJECT

    const QByteArray m_archive = tarGz(smallArchiveMembers());
    std::unique_ptr<QTemporaryDir> m_outer;
    QString m_local;

    FetchRequest request() const
    {
        FetchRequest request;
        request.url = "no address: it must not be looked at";
        request.size = std::uint64_t(m_archive.size());
        request.sha256 = sha256Of(m_archive);
        request.members = smallMembers();
        request.folder = toPath(m_outer->filePath("data"));
        request.localArchive = toPath(m_local);
        return request;
    }

private Q_SLOTS:
    void init()
    {
        m_outer = std::make_unique<QTemporaryDir>();
        m_local = m_outer->filePath("my archive.tar.gz");
        writeFile(m_local, m_archive);
    }

    void itIsUnpackedAndKept()
    {
        const FetchOutcome outcome = fetchOnWorker(request());
        QCOMPARE(outcome.sentence, QString());
        QCOMPARE(outcome.folder, m_outer->filePath("data/cifar-10-batches-bin"));
        QCOMPARE(treeOf(m_outer->filePath("data")), completeTree());
        QCOMPARE(treeOf(m_outer->path())["my archive.tar.gz"], m_archive);
        QVERIFY(std::is_sorted(outcome.shares.begin(), outcome.shares.end()));
        QCOMPARE(outcome.shares.back(), 1.0);
    }

    void aChecksumInCapitalsIsTheSameChecksum()
    {
        FetchRequest wanted = request();
        wanted.sha256 = QString::fromStdString(wanted.sha256).toUpper().toStdString();
        QCOMPARE(fetchOnWorker(wanted).sentence, QString());
    }

    void anotherChecksumIsRefusedWithBoth()
    {
        QByteArray other = m_archive;
        other[other.size() / 2] = char(~other[other.size() / 2]);
        writeFile(m_local, other);
        const FetchOutcome outcome = fetchOnWorker(request());
        QCOMPARE(outcome.sentence, m_local + ": expected the SHA-256 " +
                                       QString::fromStdString(sha256Of(m_archive)) + ", found " +
                                       QString::fromStdString(sha256Of(other)));
        QVERIFY(outcome.kind == Error::Kind::BadInput);
        QVERIFY(treeOf(m_outer->filePath("data")).isEmpty());
    }

    void aTruncatedArchiveIsRefusedWithItsSize()
    {
        writeFile(m_local, m_archive.left(1234));
        const FetchOutcome outcome = fetchOnWorker(request());
        QCOMPARE(outcome.sentence,
                 QString("%1: expected %2 bytes, found 1234").arg(m_local).arg(m_archive.size()));
        QVERIFY(outcome.kind == Error::Kind::BadInput);
    }

    void aMissingArchiveAndAFolderAreNamed()
    {
        FetchRequest wanted = request();
        wanted.localArchive = toPath(m_outer->filePath("none.tar.gz"));
        QCOMPARE(fetchOnWorker(wanted).sentence,
                 QString("%1: expected an archive of %2 bytes, found no such file")
                     .arg(m_outer->filePath("none.tar.gz"))
                     .arg(m_archive.size()));
        wanted.localArchive = toPath(m_outer->path());
        QVERIFY(fetchOnWorker(wanted).sentence.endsWith("found something that is not a file"));
    }

    void aTruncatedArchiveWithARightChecksumLeavesNoFolder()
    {
        const QByteArray cut = m_archive.left(m_archive.size() / 2);
        writeFile(m_local, cut);
        FetchRequest wanted = request();
        wanted.size = std::uint64_t(cut.size());
        wanted.sha256 = sha256Of(cut);
        const QString sentence = fetchOnWorker(wanted).sentence;
        QVERIFY2(sentence.startsWith(m_local + ": expected a complete .tar.gz archive, found "),
                 qPrintable(sentence));
        QVERIFY(treeOf(m_outer->filePath("data")).isEmpty());
    }

    void aFileInThePlaceOfTheFolderIsNamed()
    {
        writeFile(m_outer->filePath("data"), "a file");
        const QString sentence = fetchOnWorker(request()).sentence;
        QVERIFY2(sentence.startsWith(m_outer->filePath("data")), qPrintable(sentence));
        QCOMPARE(treeOf(m_outer->path())["data"], QByteArray("a file"));
    }

    void stopCancels()
    {
        RunControl control;
        control.stop();
        QVERIFY(fetchOnWorker(request(), control).sentence.startsWith("Stopped before"));
        QVERIFY(treeOf(m_outer->filePath("data")).isEmpty());
    }

    void namesOfAnyLanguageAreTaken()
    {
        FetchRequest wanted = request();
        const QString folder = m_outer->filePath(QString::fromUtf8("数据 é"));
        const QString local = m_outer->filePath(QString::fromUtf8("档案.tar.gz"));
        QVERIFY(QFile::rename(m_local, local));
        wanted.folder = toPath(folder);
        wanted.localArchive = toPath(local);
        const FetchOutcome outcome = fetchOnWorker(wanted);
        QCOMPARE(outcome.sentence, QString());
        QCOMPARE(outcome.folder, folder + "/cifar-10-batches-bin");
        QCOMPARE(treeOf(folder), completeTree());
    }
};

SACCADE_SUITE(LocalArchiveTest)
#include "local_archive_test.moc"
