// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/called_program.h"
#include "tests/app/cli/npy_file.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <cmath>

using namespace saccade::test;

class CliStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Result trained = trainSmallRun(m_folder.path());
        QVERIFY2(trained.code == 0, qPrintable(trained.err));
    }

    void everyNumberIsPrintedAndFitsTheAttentionThatExplainWrites()
    {
        const Result result = steps({"--layer", "1", "--head", "1", "--query", "2,3", "--json"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject json = result.json();
        QCOMPARE(json["layer"].toInt(), 1);
        QCOMPARE(json["head"].toInt(), 1);
        QCOMPARE(json["query"].toString(), QStringLiteral("2,3"));
        QCOMPARE(json["query_token"].toInt(), 12);
        QCOMPARE(json["tokens"].toArray().size(), 17);
        QCOMPARE(json["tokens"][0].toString(), QStringLiteral("cls"));
        for (const char* key :
             {"input", "normalised", "joined", "projected", "attention_sum", "middle", "feed_forward_input",
              "pre_activation", "activation", "feed_forward_output", "feed_forward_sum", "output"})
            QVERIFY2(json[key].toArray().size() == 16, key);
        QCOMPARE(json["q"].toArray().size(), 8);
        QCOMPARE(json["head_output"].toArray().size(), 8);
        QCOMPARE(json["head_lengths"].toArray().size(), 2);
        for (const char* key : {"k", "v"}) {
            QVERIFY2(json[key].toArray().size() == 17, key);
            QVERIFY2(json[key][16].toArray().size() == 8, key);
        }
        for (int token = 0; token < 17; ++token) { // s = q · k / √8
            double score = 0;
            for (int i = 0; i < 8; ++i)
                score += json["q"][i].toDouble() * json["k"][token][i].toDouble() / std::sqrt(8.0);
            QVERIFY(std::abs(score - json["scores"][token].toDouble()) < 1e-5);
        }

        const Result explained = call({"explain", "--model", at("run"), "--data", "shapes", "--index", "3",
                                       "--method", "attention", "--full", "--out", at("explained")});
        QVERIFY2(explained.code == 0, qPrintable(explained.err));
        const NpyFile attention = readNpy(at("explained/attention.npy"));
        QCOMPARE(attention.shape, (std::vector<int>{2, 2, 17, 17}));
        const std::size_t row = ((1 * 2 + 1) * 17 + 12) * 17;
        for (int token = 0; token < 17; ++token)
            QVERIFY(std::abs(json["attention"][token].toDouble() -
                             double(attention.values[row + std::size_t(token)])) < 1e-5);
    }

    void withoutAQueryItIsTheClassTokenInTheLastLayer()
    {
        const QJsonObject json = steps({"--json"}).json();
        QCOMPARE(json["query"].toString(), QStringLiteral("cls"));
        QCOMPARE(json["layer"].toInt(), 1);
        QCOMPARE(json["head"].toInt(), 0);
        const Result plain = steps({});
        QVERIFY2(plain.code == 0, qPrintable(plain.err));
        QVERIFY(plain.out.contains("layer 1, head 0, seen from cls"));
    }

    void whatTheModelDoesNotHaveIsWrongUsage_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("word");
        QTest::newRow("layer") << QStringList{"--layer", "2"} << "layer: expected 0 to 1";
        QTest::newRow("head") << QStringList{"--head", "2"} << "head: expected 0 to 1";
        QTest::newRow("query") << QStringList{"--query", "4,0"} << "--query: expected cls or ROW,COL";
    }

    void whatTheModelDoesNotHaveIsWrongUsage()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, word);
        const Result result = steps(options);
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains(word), qPrintable(result.err));
        QVERIFY(result.out.isEmpty());
    }

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }

    Result steps(const QStringList& more) const
    {
        return call(QStringList{"steps", "--model", at("run"), "--data", "shapes", "--index", "3"} + more);
    }

    QTemporaryDir m_folder;
};

SACCADE_SUITE(CliStepsTest)
#include "steps_test.moc"
