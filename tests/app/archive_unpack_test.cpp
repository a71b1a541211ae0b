// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive_unpack.h"
#include "core/values/error.h"
#include "tests/app/small_cifar.h"
#include "tests/support/suite.h"

#include <sstream>

using namespace saccade;
using namespace saccade::test;

Q_DECLARE_METATYPE(saccade::test::ArchiveMember)

/// Unpacking into OUTER/target: what a hostile archive writes beside its folder would show in OUTER.
class ArchiveUnpackTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_outer;

    /// The sentence of the Error; empty where all went well.
    QString unpack(const QByteArray& archive, RunControl& control, const Progress& progress = {})
    {
        std::istringstream stream(archive.toStdString());
        try {
            unpackMembers(stream, "some.tar.gz", cifarFolder.toStdString(), smallMembers(),
                          toPath(m_outer->filePath("target")), control, progress);
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }

    QString unpack(const QByteArray& archive)
    {
        RunControl control;
        return unpack(archive, control);
    }

    QMap<QString, QByteArray> tree() const { return treeOf(m_outer->path()); }
    const QMap<QString, QByteArray> m_nothing{{"target/", {}}};

private Q_SLOTS:
    void init()
    {
        m_outer = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_outer->path()).mkdir("target"));
    }

    void theExpectedFilesComeOutWithTheirBytes()
    {
        QCOMPARE(unpack(tarGz(smallArchiveMembers())), QString());
        QCOMPARE(treeOf(m_outer->filePath("target")), smallTree());
    }

    void aHarmlessMemberOfAnotherNameIsPassedOver()
    {
        auto members = smallArchiveMembers();
        members.prepend({cifarFolder + "/data_batch_6.bin", QByteArray(3073, 'x')});
        members.append(ArchiveMember{"data_batch_1.bin", "not in the folder"});
        QCOMPARE(unpack(tarGz(members)), QString());
        QCOMPARE(treeOf(m_outer->filePath("target")), smallTree());
    }

    void whatAnHonestArchiveDoesNotHoldIsRefused_data()
    {
        using Type = ArchiveMember::Type;
        QTest::addColumn<ArchiveMember>("member");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const ArchiveMember& member, const char* found) {
            QTest::newRow(name) << member << QString(found);
        };
        row("upwards", {"../evil", "x"}, "found the member '../evil'");
        row("upwards from within", {cifarFolder + "/../../evil", "x"}, "/../../evil'");
        row("upwards at the end", {cifarFolder + "/..", {}, Type::Folder, {}}, "bin/..");
        row("absolute", {"/tmp/saccade-evil", "x"}, "found the member '/tmp/saccade-evil'");
        row("of another drive", {"C:evil", "x"}, "found the member 'C:evil'");
        row("with back slashes", {"..\\evil", "x"}, "found the member '..\\evil'");
        row("with control characters", {"../\033[31mred", "x"}, "found the member '../?[31mred'");
        row("a symbolic link", {cifarFolder + "/link", {}, Type::SymbolicLink, "/etc"}, "found the link '");
        row("a symbolic link for a file", {cifarFolder + "/readme.html", {}, Type::SymbolicLink, "../evil"},
            "found the link 'cifar-10-batches-bin/readme.html'");
        row("a symbolic link for the folder", {cifarFolder, {}, Type::SymbolicLink, "/tmp"},
            "found the link 'cifar-10-batches-bin'");
        row("a hard link", {cifarFolder + "/readme.html", {}, Type::HardLink, "../evil"}, "found the link '");
        row("a pipe", {cifarFolder + "/readme.html", {}, Type::Fifo, {}}, "found the special file '");
        row("too long a file", {cifarFolder + "/data_batch_1.bin", QByteArray(6147, 'x')},
            "data_batch_1.bin: expected 6146 bytes, found 6147 bytes");
        row("too short a file", {cifarFolder + "/data_batch_1.bin", QByteArray(6145, 'x')},
            "data_batch_1.bin: expected 6146 bytes, found 6145 bytes");
        row("a bomb of a text", {cifarFolder + "/readme.html", QByteArray(5'000'000, 'x')},
            "readme.html: expected 1 to 100 bytes, found 5000000 bytes");
        row("a bomb of another name", {cifarFolder + "/other", QByteArray(40'000'000, 'x')},
            "expected at most 16814292 bytes in it, found more");
    }

    void whatAnHonestArchiveDoesNotHoldIsRefused()
    {
        QFETCH(ArchiveMember, member);
        QFETCH(QString, found);
        auto members = smallArchiveMembers();
        members.insert(2, member);
        const QString sentence = unpack(tarGz(members));
        QVERIFY2(sentence.startsWith("some.tar.gz") && sentence.contains(found), qPrintable(sentence));
        QCOMPARE(tree(), m_nothing);
        QVERIFY(!QFileInfo::exists("/tmp/saccade-evil"));
    }

    void aMemberThatComesTwiceIsRefused()
    {
        auto members = smallArchiveMembers();
        members.append(members.last());
        QCOMPARE(unpack(tarGz(members)),
                 QString("some.tar.gz: expected each member once, found test_batch.bin twice"));
        QCOMPARE(tree(), m_nothing);
    }

    void aMissingMemberIsNamed()
    {
        auto members = smallArchiveMembers();
        members.removeLast();
        QCOMPARE(
            unpack(tarGz(members)),
            QString("some.tar.gz: expected the member cifar-10-batches-bin/test_batch.bin, found none of "
                    "that name"));
        QCOMPARE(tree(), m_nothing);
    }

    void whatIsNotAnArchiveIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a page") << QByteArray("<html>log in to the hotel's network</html>");
        QTest::newRow("half a magic number") << QByteArray("\x1f");
        QTest::newRow("the head of gzip alone") << QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
        QTest::newRow("noise") << smallFiles()["data_batch_1.bin"];
    }

    void whatIsNotAnArchiveIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const QString sentence = unpack(bytes);
        QVERIFY2(sentence.startsWith("some.tar.gz: expected "), qPrintable(sentence));
        QCOMPARE(tree(), m_nothing);
    }

    void anArchiveCutAnywhereIsRefusedAndLeavesTheOldFiles()
    {
        writeFile(m_outer->filePath("target/data_batch_1.bin"), "old");
        const auto before = tree();
        const QByteArray archive = tarGz(smallArchiveMembers());
        QVERIFY(archive.size() > 6 * 6146);
        // The last file's last byte lies about 40 bytes before the end; after it come zeros and the trailer.
        for (qsizetype length = 0; length < archive.size() - 200; length += 501) {
            const QString sentence = unpack(archive.left(length));
            QVERIFY2(sentence.startsWith("some.tar.gz"), qPrintable(QString::number(length)));
            QCOMPARE(tree(), before);
        }
    }

    void aDamagedArchiveNeverWritesElsewhere()
    {
        const QByteArray archive = tarGz(smallArchiveMembers());
        QRandomGenerator random(11);
        for (int round = 0; round < 200; ++round) {
            QByteArray damaged = archive;
            for (int flips = 1 + round % 4; flips > 0; --flips)
                damaged[random.bounded(int(damaged.size()))] ^= char(1 << random.bounded(8));
            const QString sentence = unpack(damaged);
            if (!sentence.isEmpty())
                QVERIFY2(sentence.startsWith("some.tar.gz"), qPrintable(sentence));
            const QStringList names = tree().keys();
            for (const QString& name : names)
                QVERIFY2(name == "target/" || smallFiles().contains(name.mid(7).toUtf8()), qPrintable(name));
        }
    }

    void stopLeavesEverythingAsItWas()
    {
        writeFile(m_outer->filePath("target/data_batch_1.bin"), "old");
        const auto before = tree();
        RunControl control;
        const QString sentence = unpack(tarGz(smallArchiveMembers()), control,
                                        [&](double, const std::string&) { control.stop(); });
        QVERIFY2(sentence.startsWith("Stopped before"), qPrintable(sentence));
        QCOMPARE(tree(), before);
    }

    void progressNamesTheFileAndEndsNearOne()
    {
        RunControl control;
        std::vector<double> shares;
        std::vector<std::string> words;
        unpack(tarGz(smallArchiveMembers()), control, [&](double share, const std::string& what) {
            shares.push_back(share);
            words.push_back(what);
        });
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        // The two texts use 39 of the 200 bytes that they may have.
        QCOMPARE(shares.back(), (6 * 6146.0 + 39) / (6 * 6146.0 + 200));
        QCOMPARE(words.back(), std::string("Unpacking test_batch.bin"));
    }

private:
    static QMap<QString, QByteArray> smallTree()
    {
        QMap<QString, QByteArray> files;
        for (const auto& [name, content] : smallFiles().toStdMap())
            files[name] = content;
        return files;
    }
};

SACCADE_SUITE(ArchiveUnpackTest)
#include "archive_unpack_test.moc"
