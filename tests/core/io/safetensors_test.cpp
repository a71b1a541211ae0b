// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"
#include "core/values/error.h"
#include "tests/core/io/crafted_file.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

class SafetensorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack()
    {
        const std::vector<float> numbers{1.5F, -2.F, 3.F, 4.F, 5.F, 6.F};
        const std::vector<std::uint8_t> bytes{7, 8, 9};
        const std::vector<double> one{0.125};
        const auto path = m_folder.filePath("round.safetensors").toStdString();
        writeSafetensors(path,
                         {{"b.bytes", "U8", {3}, std::as_bytes(std::span(bytes))},
                          {"a.numbers", "F32", {2, 3}, std::as_bytes(std::span(numbers))},
                          {"c.one", "F64", {}, std::as_bytes(std::span(one))},
                          {"d.none", "F32", {0, 4}, {}}},
                         {{"a key", "a value, \"quoted\", with ü"}});
        const SafetensorsFile file = SafetensorsFile::read(path);
        QCOMPARE(file.tensors().size(), std::size_t(4));
        QCOMPARE(file.metadata().at("a key"), std::string("a value, \"quoted\", with ü"));
        QCOMPARE(file.metadata().at("format"), std::string("pt"));
        const TensorEntry* entry = file.find("a.numbers");
        QVERIFY(entry && entry->dtype == "F32" && entry->shape == (std::vector<std::int64_t>{2, 3}));
        const auto read = file.bytes(*entry);
        QVERIFY(std::equal(read.begin(), read.end(), std::as_bytes(std::span(numbers)).begin()));
        QCOMPARE(file.bytes(*file.find("b.bytes")).size(), std::size_t(3));
        QVERIFY(file.bytes(*file.find("d.none")).empty());
        QVERIFY(file.find("c.one")->shape.empty());
        QVERIFY(file.find("not there") == nullptr);
    }

    void theHeaderIsPaddedAndEveryTensorAligned()
    {
        const std::vector<std::uint8_t> bytes{1, 2, 3};
        const std::vector<float> numbers{1, 2};
        for (int length = 1; length < 10; ++length) { // names of every length, so headers of every length
            const auto path = m_folder.filePath("padded.safetensors").toStdString();
            writeSafetensors(
                path,
                {{std::string(std::size_t(length), 'a'), "U8", {3}, std::as_bytes(std::span(bytes))},
                 {"z", "F32", {2}, std::as_bytes(std::span(numbers))}},
                {});
            QFile file(QString::fromStdString(path));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray all = file.readAll();
            const auto header = qFromLittleEndian<quint64>(all.constData());
            QCOMPARE(header % 8, quint64(0));
            QCOMPARE(all[8], '{');
            QCOMPARE(all.size(), qsizetype(8 + header + 11));
            const SafetensorsFile read = SafetensorsFile::read(path);
            QCOMPARE(read.find("z")->begin % 4, std::uint64_t(0)); // before the bytes
        }
    }

    void legalOdditiesAreAccepted_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("dataBytes");
        QTest::addColumn<int>("tensors");
        QTest::newRow("no tensors") << QByteArray("{}") << 0 << 0;
        QTest::newRow("no metadata") << tensor("a", "F32", "[1]", 0, 4) << 4 << 1;
        QTest::newRow("one number") << tensor("a", "F32", "[]", 0, 4) << 4 << 1;
        QTest::newRow("zero-size") << tensor("a", "F32", "[0,3]", 0, 0) << 0 << 1;
        QTest::newRow("zero-size of a vast shape")
            << tensor("a", "F32", "[0,4611686018427387904,8]", 0, 0) << 0 << 1;
        QTest::newRow("zero-size between")
            << QByteArray(R"({"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]},)"
                          R"("n":{"dtype":"F64","shape":[0],"data_offsets":[2,2]},)"
                          R"("a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]}})")
            << 4 << 3;
        QTest::newRow("leading white space") << " \n\t\r" + tensor("a", "F16", "[1]", 0, 2) << 2 << 1;
        QTest::newRow("padded with spaces") << tensor("a", "BF16", "[1]", 0, 2) + "       " << 2 << 1;
        QTest::newRow("empty metadata")
            << QByteArray(R"({"__metadata__":{},"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}})") << 1
            << 1;
        QTest::newRow("any name") << tensor("blöcke/0 😀\\n", "I64", "[1]", 0, 8) << 8 << 1;
        QTest::newRow("white space everywhere")
            << QByteArray(
                   "{ \"a\" : { \"shape\" : [ 1 , 1 ] ,\n \"data_offsets\":[ 0 , 4 ], \"dtype\":\"I32\" } }")
            << 4 << 1;
    }

    void legalOdditiesAreAccepted()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, dataBytes);
        QFETCH(int, tensors);
        const auto path = writeCrafted(m_folder, crafted(header, dataBytes));
        QCOMPARE(int(SafetensorsFile::read(path).tensors().size()), tensors);
    }

    void whatIsNoFileIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(SafetensorsFile::read(m_folder.path().toStdString()), Error);
        QVERIFY_EXCEPTION_THROWN(SafetensorsFile::read(m_folder.filePath("nothing").toStdString()), Error);
    }

private:
    QTemporaryDir m_folder;
};

SACCADE_SUITE(SafetensorsTest)
#include "safetensors_test.moc"
