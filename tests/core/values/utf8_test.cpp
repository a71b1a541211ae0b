// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/utf8.h"

#include "core/values/error.h"
#include "tests/support/suite.h"

using namespace saccade;

class Utf8Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTextStaysAsItIs()
    {
        for (const std::string text : {"", "plain", "\u00fc", "\u6ce8\u610f\u529b", "\U0001F600",
                                       "\u007f\u0080\u07ff"
                                       "\u0800\uffff\U0010ffff"})
            QCOMPARE(asUtf8(text), text);
    }

    void eachByteThatIsNoTextIsReplaced_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("replaced");
        QTest::newRow("bytes of no sequence") << QByteArray("\xff\xfe") << 2;
        QTest::newRow("a following byte alone") << QByteArray("\x80") << 1;
        QTest::newRow("cut off") << QByteArray("\xe6\xb3") << 2;
        QTest::newRow("two bytes for A") << QByteArray("\xc1\x81") << 2;
        QTest::newRow("three bytes for a slash") << QByteArray("\xe0\x80\xaf") << 3;
        QTest::newRow("a surrogate") << QByteArray("\xed\xa0\x80") << 3;
        QTest::newRow("beyond the last") << QByteArray("\xf4\x90\x80\x80") << 4;
    }

    void eachByteThatIsNoTextIsReplaced()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, replaced);
        const std::string found = asUtf8("a" + bytes.toStdString() + "z");
        QCOMPARE(QString::fromUtf8(found.data(), qsizetype(found.size())),
                 "a" + QString(replaced, QChar(0xFFFD)) + "z");
        QCOMPARE(found.size(), std::size_t(2 + 3 * replaced));
    }

    void aSentenceAboutAFileIsText()
    {
        const Error error = Error::badInput("file", "a word", "\xff");
        QCOMPARE(std::string(error.what()), std::string("file: expected a word, found \xEF\xBF\xBD"));
    }
};

SACCADE_SUITE(Utf8Test)
#include "utf8_test.moc"
