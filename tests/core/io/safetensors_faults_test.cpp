// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"
#include "core/values/error.h"
#include "tests/core/io/crafted_file.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

namespace {

/// Two tensors of one F32 each, a before b, with the given offsets.
QByteArray pairAt(const char* a, const char* b)
{
    return QByteArray(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":)") + a +
           R"(},"b":{"dtype":"F32","shape":[1],"data_offsets":)" + b + "}}";
}

QByteArray entry(const QByteArray& value)
{
    return "{\"a\":" + value + '}';
}

QByteArray nested(const QByteArray& open, int depth, const QByteArray& close)
{
    return open.repeated(depth) + "1" + close.repeated(depth);
}

} // namespace

class SafetensorsFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultyFileIsRefusedWithItsFault_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("fault");
        const auto file = [](const char* name, const QByteArray& bytes, const char* fault) {
            QTest::newRow(name) << bytes << QString::fromUtf8(fault);
        };
        file("empty", "", "at least 8 bytes, found 0");
        file("seven bytes", "1234567", "at least 8 bytes, found 7");
        file("length past the end", withLength(100, "{}"), "at most 2 bytes, found one of 100");
        file("length one past the end", withLength(3, "{}"), "at most 2 bytes, found one of 3");
        file("length of 2^63", withLength(1ULL << 63, "{}"), "found one of 9223372036854775808");
        file("length of 2^64 - 1", withLength(~0ULL, "{}"), "found one of 18446744073709551615");
        file("a pickle", "PK\x03\x04, and some more bytes after that", "found one of");

        const auto header = [](const char* name, const QByteArray& text, int dataBytes, const char* fault) {
            QTest::newRow(name) << crafted(text, dataBytes) << QString::fromUtf8(fault);
        };
        header("no header", "", 0, "expected a JSON header");
        header("words", "hello", 0, "expected a JSON header");
        header("single quotes", "{'a':1}", 0, "expected a JSON header");
        header("cut off", "{\"a\":", 0, "expected a JSON header");
        header("comment", "{}/* */", 0, "expected a JSON header");
        header("two values", "{}{}", 0, "expected a JSON header");
        header("padded with zeros", QByteArray("{}\0\0", 4), 0, "expected a JSON header");
        header("not UTF-8", "{\"\xff\":1}", 0, "expected a JSON header");
        header("not a number", entry("NaN"), 0, "expected a JSON header");
        header("number too large", entry("1e999"), 0, "expected a JSON header");
        header("list", "[]", 0, "a JSON object as header, found array");
        header("number", "3", 0, "a JSON object as header, found number");
        header("string", "\"a\"", 0, "a JSON object as header, found string");
        header("null", "null", 0, "a JSON object as header, found null");

        const QByteArray sound = R"({"dtype":"U8","shape":[1],"data_offsets":[0,1]})";
        header("tensor twice", "{\"a\":" + sound + ",\"a\":" + sound + '}', 1, "found \"a\" twice");
        header("tensor twice, once escaped", "{\"a\":" + sound + ",\"\\u0061\":" + sound + '}', 1,
               "found \"a\" twice");
        header("field twice", entry(R"({"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]})"), 1,
               "found \"dtype\" twice");
        header("metadata key twice", R"({"__metadata__":{"k":"1","k":"2"}})", 0, "found \"k\" twice");
        header("metadata twice", R"({"__metadata__":{},"__metadata__":{}})", 0, "__metadata__\" twice");
        header("metadata number", R"({"__metadata__":{"k":1}})", 0,
               "strings alone, found \"k\" of type number");
        header("metadata null", R"({"__metadata__":{"k":null}})", 0,
               "strings alone, found \"k\" of type null");
        header("metadata object", R"({"__metadata__":{"k":{}}})", 0,
               "strings alone, found \"k\" of type object");
        header("metadata list", R"({"__metadata__":[]})", 0, "an object of strings, found array");
        header("metadata string", R"({"__metadata__":"pt"})", 0, "an object of strings, found string");

        header("hole at the start", pairAt("[4,8]", "[8,12]"), 12, "\"a\": expected data from byte 0");
        header("hole between", pairAt("[0,4]", "[5,9]"), 9, "found byte 5 (a hole)");
        header("overlap", pairAt("[0,4]", "[3,7]"), 7, "found byte 3 (an overlap)");
        header("the same bytes twice", pairAt("[0,4]", "[0,4]"), 4, "found byte 0 (an overlap)");
        header("zero-size in a hole", tensor("a", "F32", "[0]", 4, 4), 4, "(a hole)");
        header("trailing bytes", tensor("a", "F32", "[1]", 0, 4), 5, "expected 4 bytes of data, found 5");
        header("missing bytes", tensor("a", "F32", "[1]", 0, 4), 3, "expected 4 bytes of data, found 3");
        header("data without a tensor", "{}", 1, "expected 0 bytes of data, found 1");

        header("too few bytes", tensor("a", "F32", "[2]", 0, 4), 4, "expected 8 bytes (shape × dtype)");
        header("too many bytes", tensor("a", "F16", "[1]", 0, 4), 4, "expected 2 bytes (shape × dtype)");
        header("end before begin", tensor("a", "F32", "[1]", 4, 0), 4, "expected 4 bytes (shape × dtype)");
        header("shape that overflows", tensor("a", "F32", "[8589934592,8589934592]", 0, 4), 4, "overflows");
        header("shape that overflows to zero", tensor("a", "F32", "[4611686018427387904]", 0, 0), 0,
               "overflows");
        header("extent of 2^63", tensor("a", "U8", "[9223372036854775808]", 0, 1), 1, "whole numbers");
        header("negative extent", tensor("a", "F32", "[-1]", 0, 4), 4, "a list of whole numbers as shape");
        header("two negative extents", tensor("a", "F32", "[-1,-1]", 0, 4), 4, "whole numbers as shape");
        header("fraction as extent", tensor("a", "F32", "[1.0]", 0, 4), 4, "whole numbers as shape");
        header("truth as extent", tensor("a", "F32", "[true]", 0, 4), 4, "whole numbers as shape");
        header("list as extent", tensor("a", "F32", "[[1]]", 0, 4), 4, "whole numbers as shape");
        header("number as shape", tensor("a", "F32", "1", 0, 4), 4, "whole numbers as shape");
        header("negative offset", tensor("a", "F32", "[1]", -4, 0), 4, "two whole numbers as data_offsets");
        header("fractions as offsets", pairAt("[0.0,4.0]", "[4,8]"), 8, "two whole numbers as data_offsets");
        header("strings as offsets", pairAt("[\"0\",\"4\"]", "[4,8]"), 8, "two whole numbers");
        header("one offset", pairAt("[0]", "[4,8]"), 8, "two whole numbers as data_offsets");
        header("three offsets", pairAt("[0,4,8]", "[4,8]"), 8, "two whole numbers as data_offsets");
        header("offset beyond 2^64", pairAt("[0,18446744073709551620]", "[4,8]"), 8, "two whole numbers");
        header("unknown dtype", tensor("a", "F33", "[1]", 0, 4), 4, "a dtype of the format, found \"F33\"");
        header("lower-case dtype", tensor("a", "f32", "[1]", 0, 4), 4, "found \"f32\"");
        header("number as dtype", entry(R"({"dtype":32,"shape":[1],"data_offsets":[0,4]})"), 4, "a dtype");
        header("no dtype", entry(R"({"shape":[1],"data_offsets":[0,4]})"), 4,
               "dtype, shape and data_offsets");
        header("no shape", entry(R"({"dtype":"F32","data_offsets":[0,4]})"), 4, "dtype, shape and");
        header("no offsets", entry(R"({"dtype":"F32","shape":[1]})"), 4, "dtype, shape and data_offsets");
        header("null as tensor", entry("null"), 0, "dtype, shape and data_offsets, found null");
        header("list as tensor", entry("[1]"), 0, "dtype, shape and data_offsets, found [1]");

        header("objects nested without end", nested("{\"a\":", 200000, "}"), 0, "nesting more than 8 deep");
        header("lists nested without end", entry(nested("[", 1000000, "]")), 0, "nesting more than 8 deep");
        header("lists nested in a shape", tensor("a", "F32", nested("[", 1000000, "]"), 0, 4), 4,
               "nesting more than 8 deep");
        header("lists that never end", QByteArray("[").repeated(1000000), 0, "nesting more than 8 deep");
    }

    void aFaultyFileIsRefusedWithItsFault()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, fault);
        const auto path = writeCrafted(m_folder, file);
        try {
            SafetensorsFile::read(path);
            QFAIL("expected an Error");
        } catch (const Error& error) {
            const QString sentence = error.what();
            QVERIFY2(sentence.contains(fault), error.what());
            QVERIFY2(sentence.startsWith(QString::fromStdString(path.string())), error.what());
            QVERIFY(error.kind() == Error::Kind::BadInput);
        }
    }

    void aHeaderAbove100MillionBytesIsRefusedEvenWhereTheFileHasThem()
    {
        const auto path = writeCrafted(m_folder, withLength(100'000'001, "{"));
        std::filesystem::resize_file(path, 100'000'100); // a hole: takes no room on the disk
        try {
            SafetensorsFile::read(path);
            QFAIL("expected an Error");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("at most 100000000 bytes, found one of 100000001"),
                     error.what());
        }
    }

private:
    QTemporaryDir m_folder;
};

SACCADE_SUITE(SafetensorsFaultsTest)
#include "safetensors_faults_test.moc"
