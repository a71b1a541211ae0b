// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/atomic_file.h"
#include "core/values/error.h"
#include "tests/support/suite.h"

#include <thread>
#include <vector>

#ifndef _WIN32
#include <csignal>
#include <sys/resource.h>
#endif

using namespace saccade;

namespace {

std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name)
{
    return std::filesystem::path(folder.path().toStdU16String()) / name;
}

QByteArray contentOf(const std::filesystem::path& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

QStringList namesIn(const QTemporaryDir& folder)
{
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

/// The sentence of the Error that `work` throws; empty where it throws none.
QString sentenceOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class AtomicFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesComeBackAsTheyWereWritten()
    {
        const QTemporaryDir folder;
        const std::vector<std::byte> bytes{std::byte{0}, std::byte{10}, std::byte{13}, std::byte{255}};
        writeFileAtomically(pathIn(folder, "a.bin"), bytes);
        QCOMPARE(contentOf(pathIn(folder, "a.bin")), QByteArray("\x00\x0a\x0d\xff", 4));
        QCOMPARE(namesIn(folder), QStringList{"a.bin"});
    }

    void piecesAreJoinedAndSeenOnlyAfterCommit()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "log.txt");
        writeFileAtomically(path, "old");
        AtomicFile file(path);
        file.write("first, ");
        file.write("second");
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(namesIn(folder).size(), 2);
        file.commit();
        QCOMPARE(contentOf(path), QByteArray("first, second"));
        QCOMPARE(namesIn(folder), QStringList{"log.txt"});
    }

    void theOldFileSurvivesAWriteThatIsDiscarded()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "run.json");
        writeFileAtomically(path, "old");
        {
            AtomicFile file(path);
            file.write("half of the new");
        }
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(namesIn(folder), QStringList{"run.json"});
    }

    void aMissingFolderIsNamedAndNotCreated()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "missing") / "run.json";
        const QString sentence = sentenceOf([&] { writeFileAtomically(path, "x"); });
        const QString expected = QString("%1/missing/run.json could not be saved: creating a temporary file "
                                         "in %1/missing failed: ")
                                     .arg(folder.path());
        QVERIFY2(sentence.startsWith(expected), qPrintable(sentence));
        QVERIFY(namesIn(folder).isEmpty());
    }

    void aFileInThePlaceOfTheFolderIsRefused()
    {
        const QTemporaryDir folder;
        writeFileAtomically(pathIn(folder, "file"), "x");
        const QString sentence =
            sentenceOf([&] { writeFileAtomically(pathIn(folder, "file") / "run.json", "y"); });
        QVERIFY2(sentence.contains(folder.path() + "/file/run.json could not be saved"),
                 qPrintable(sentence));
        QCOMPARE(contentOf(pathIn(folder, "file")), QByteArray("x"));
    }

    void aFolderInThePlaceOfTheFileIsLeftAloneAndNothingLiesAbout()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("taken"));
        const QString sentence = sentenceOf([&] { writeFileAtomically(pathIn(folder, "taken"), "x"); });
        QVERIFY2(sentence.contains("replacing the file failed"), qPrintable(sentence));
        QCOMPARE(namesIn(folder), QStringList{"taken"});
        QVERIFY(QFileInfo(folder.filePath("taken")).isDir());
    }

    void afterAFailedWriteTheOldFileStandsAndCommitIsRefused()
    {
#ifndef _WIN32
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "run.json");
        writeFileAtomically(path, "old");

        // No file of this process may grow past 4 bytes: the sixth byte fails as on a full disk.
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit tight{4, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
        QString sentence;
        bool commitRefused = false;
        {
            AtomicFile file(path);
            sentence = sentenceOf([&] { file.write("longer"); });
            try {
                file.commit();
            } catch (const std::logic_error&) {
                commitRefused = true;
            }
        }
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, oldHandler);

        QVERIFY2(sentence.contains("could not be saved: writing 6 bytes failed"), qPrintable(sentence));
        QVERIFY(commitRefused);
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(namesIn(folder), QStringList{"run.json"});
#endif
    }

    void ofSeveralWritersAtOnceOneWinsWhole()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "shared.bin");
        std::vector<std::thread> writers;
        for (const char letter : {'a', 'b', 'c', 'd'})
            writers.emplace_back([&path, letter] {
                for (int round = 0; round < 5; ++round)
                    writeFileAtomically(path, std::string(100'000, letter));
            });
        for (std::thread& writer : writers)
            writer.join();
        const QByteArray content = contentOf(path);
        QCOMPARE(content.size(), 100'000);
        QCOMPARE(content.count(content[0]), 100'000);
        QCOMPARE(namesIn(folder), QStringList{"shared.bin"});
    }

    void aLongNameNeedsNoLongerTemporaryOne()
    {
        const QTemporaryDir folder;
        const std::string name(255, 'n'); // the longest that file systems take
        writeFileAtomically(pathIn(folder, name.c_str()), "x");
        QCOMPARE(contentOf(pathIn(folder, name.c_str())), QByteArray("x"));
    }
};

SACCADE_SUITE(AtomicFileTest)
#include "atomic_file_test.moc"
