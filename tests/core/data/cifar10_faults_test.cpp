// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar10.h"
#include "core/values/error.h"
#include "tests/core/data/cifar10_files.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

using namespace saccade;
using namespace saccade::test;

namespace {

/// The sentence of the BadInput that the work must end in.
QString faultOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.kind() == Error::Kind::BadInput ? QString::fromUtf8(error.what())
                                                     : QStringLiteral("an Error of the wrong kind");
    }
    return QStringLiteral("no Error");
}

} // namespace

class Cifar10FaultsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;

    QString pathOf(const char* name) const { return QString::fromStdString((m_folder / name).string()); }
    QString readingFault() const
    {
        return faultOf([this] { readCifar10(m_folder); });
    }

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        writeBlackCifar10(m_folder);
    }

    void aFileOfTwoRecordsIsReadRecordByRecord()
    {
        const std::filesystem::path file = m_folder / "two.bin";
        std::vector<std::uint8_t> bytes(2 * Cifar10RecordBytes);
        bytes[0] = 9;
        bytes[1] = 200;
        bytes[Cifar10RecordBytes] = 4;
        bytes[2 * Cifar10RecordBytes - 1] = 100;
        writeText(file, std::string(bytes.begin(), bytes.end()));
        std::vector<std::array<int, 3>> seen; // label, first and last byte
        readCifar10Records(file, 2, [&seen](std::uint8_t label, const std::uint8_t* planes) {
            seen.push_back({label, planes[0], planes[3071]});
        });
        QVERIFY(seen == (std::vector<std::array<int, 3>>{{9, 200, 0}, {4, 0, 100}}));
    }

    void aTruncatedFileIsRefusedWithItsSize()
    {
        std::filesystem::resize_file(m_folder / "data_batch_3.bin", 30729999);
        QCOMPARE(readingFault(),
                 pathOf("data_batch_3.bin") +
                     ": expected 30730000 bytes (10000 records of 3073), found 30729999 bytes");
    }

    void anOversizedFileIsRefusedWithItsSize()
    {
        std::filesystem::resize_file(m_folder / "test_batch.bin", 30730001);
        QCOMPARE(readingFault(),
                 pathOf("test_batch.bin") +
                     ": expected 30730000 bytes (10000 records of 3073), found 30730001 bytes");
    }

    void anEmptyFileIsRefused()
    {
        std::filesystem::resize_file(m_folder / "data_batch_1.bin", 0);
        QCOMPARE(readingFault(),
                 pathOf("data_batch_1.bin") +
                     ": expected 30730000 bytes (10000 records of 3073), found an empty file");
    }

    void aMissingFileIsNamed()
    {
        std::filesystem::remove(m_folder / "data_batch_5.bin");
        QCOMPARE(readingFault(),
                 pathOf("data_batch_5.bin") +
                     ": expected a file of 30730000 bytes (10000 records of 3073), found no such file");
    }

    void aFolderInPlaceOfAFileIsRefused()
    {
        std::filesystem::remove(m_folder / "data_batch_2.bin");
        std::filesystem::create_directory(m_folder / "data_batch_2.bin");
        QCOMPARE(readingFault(),
                 pathOf("data_batch_2.bin") +
                     ": expected a file of 30730000 bytes (10000 records of 3073), found a folder");
    }

    void aFileThatNeverEndsIsRefusedUnread()
    {
        if (!std::filesystem::exists("/dev/zero"))
            QSKIP("this system has no /dev/zero");
        std::filesystem::remove(m_folder / "data_batch_2.bin");
        std::filesystem::create_symlink("/dev/zero", m_folder / "data_batch_2.bin");
        QVERIFY(readingFault().endsWith("found a special file"));
    }

    void aLabelAboveNineIsRefusedWithItsRecord()
    {
        overwrite(m_folder / "data_batch_4.bin", 7 * Cifar10RecordBytes, {10});
        QCOMPARE(readingFault(),
                 pathOf("data_batch_4.bin") + ": expected a label of 0 to 9 in record 7, found 10");
        overwrite(m_folder / "data_batch_4.bin", 7 * Cifar10RecordBytes, {9});
        overwrite(m_folder / "data_batch_4.bin", 9999 * Cifar10RecordBytes, {255});
        QCOMPARE(readingFault(),
                 pathOf("data_batch_4.bin") + ": expected a label of 0 to 9 in record 9999, found 255");
    }

    void aFolderWithoutTheFilesSaysWhatIsWanted()
    {
        const QTemporaryDir empty;
        const std::filesystem::path folder = empty.path().toStdString();
        QCOMPARE(faultOf([&] { readCifar10(folder); }),
                 empty.path() +
                     ": expected data_batch_1.bin to test_batch.bin, or cifar-10-batches-bin, found neither");
        writeText(folder / "data_batch_1", "pickled");
        QVERIFY(faultOf([&] { readCifar10(folder); }).contains("version for Python; the binary version"));
        QCOMPARE(faultOf([&] { readCifar10(folder / "none"); }),
                 empty.path() + "/none: expected a folder that holds CIFAR-10, found nothing of that name");
        QCOMPARE(faultOf([&] { readCifar10(folder / "data_batch_1"); }),
                 empty.path() + "/data_batch_1: expected a folder that holds CIFAR-10, found a file");
        QVERIFY(faultOf([] { readCifar10(std::string(5000, 'x')); }).contains("expected a folder"));
        QVERIFY(faultOf([] { readCifar10({}); }).contains("expected a folder"));
    }

    void verifyingCollectsTheFaultsOfAllFiles()
    {
        std::filesystem::remove(m_folder / "data_batch_1.bin");
        std::filesystem::resize_file(m_folder / "data_batch_3.bin", 5);
        overwrite(m_folder / "test_batch.bin", 2 * Cifar10RecordBytes, {99});
        overwrite(m_folder / "data_batch_2.bin", 0, {5});
        const Cifar10Report report = verifyCifar10(m_folder);
        QCOMPARE(report.files.size(), std::size_t(6));
        QCOMPARE(report.faults.size(), std::size_t(3));
        QVERIFY(!report.isSound());
        QVERIFY(report.files[0].fault.ends_with("found no such file"));
        QCOMPARE(report.files[1].fault, std::string());
        QCOMPARE(report.files[1].records, 10000);
        QCOMPARE(report.files[1].perClass, (std::array<int, 10>{9999, 0, 0, 0, 0, 1, 0, 0, 0, 0}));
        QVERIFY(report.files[2].fault.ends_with("found 5 bytes"));
        QVERIFY(report.files[5].fault.ends_with("a label of 0 to 9 in record 2, found 99"));
        QCOMPARE(report.files[5].records, 2);
    }

    void verifyingNoticesClassesThatAreNotBalanced()
    {
        const Cifar10Report report = verifyCifar10(m_folder); // 60,000 black airplanes
        QCOMPARE(report.faults.size(), std::size_t(10));
        QCOMPARE(QString::fromStdString(report.faults[0]),
                 QString::fromStdString(m_folder.string()) +
                     ": expected 5000 training and 1000 test pictures of airplane, found 50000 and 10000");
        QVERIFY(report.files[0].fault.empty());
    }
};

SACCADE_SUITE(Cifar10FaultsTest)
#include "cifar10_faults_test.moc"
