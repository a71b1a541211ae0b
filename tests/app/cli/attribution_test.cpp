// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/called_program.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QSet>
#include <QTemporaryDir>

#include <cmath>

using namespace saccade::test;

namespace {

constexpr int Methods = 15;
constexpr int Patches = 16; // of SmallSpec

/// Under the curve by the trapezoid rule.
double area(const QJsonArray& probabilities)
{
    double sum = 0;
    for (int i = 1; i < probabilities.size(); ++i)
        sum += (probabilities[i - 1].toDouble() + probabilities[i].toDouble()) / 2;
    return sum / double(probabilities.size() - 1);
}

QJsonObject rowNamed(const QJsonObject& json, const QString& method)
{
    for (const auto& row : json["rows"].toArray())
        if (row.toObject()["method"].toString() == method)
            return row.toObject();
    return {};
}

} // namespace

/// The commands that measure what methods of attribution are worth.
class CliAttributionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Result trained = trainSmallRun(m_folder.path());
        QVERIFY2(trained.code == 0, qPrintable(trained.err));
    }

    void theScoreboardHasTheCurvesOfEveryMethodTheBestFirst()
    {
        const QString out = at("board");
        const Result result = scoreboard({"--out", out, "--json"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject json = result.json();
        QCOMPARE(jsonFile(out + "/scoreboard.json"), json);
        const QJsonArray rows = json["rows"].toArray();
        QCOMPARE(rows.size(), Methods + 2);
        QSet<QString> names;
        double before = 2;
        for (const auto& entry : rows) {
            const QJsonObject row = entry.toObject();
            names << row["method"].toString();
            for (const char* kind : {"deletion", "insertion"}) {
                const QJsonArray curve = row[kind]["probabilities"].toArray();
                QCOMPARE(curve.size(), Patches + 1);
                QVERIFY(std::abs(row[kind]["area"].toDouble() - area(curve)) < 1e-6);
            }
            const double score = row["insertion"]["area"].toDouble() - row["deletion"]["area"].toDouble();
            QVERIFY(std::abs(row["score"].toDouble() - score) < 1e-9);
            QVERIFY(score <= before);
            before = score;
            QCOMPARE(row["map"].toArray().size(), Patches);
            QVERIFY(!row["computed"].toString().isEmpty());
        }
        QCOMPARE(names.size(), rows.size());
        QVERIFY(rowNamed(json, "random")["baseline"].toBool() &&
                rowNamed(json, "edges")["baseline"].toBool());
        QVERIFY(rowNamed(json, "contrast")["against"].toInt() != json["class"].toInt());
        for (const char* file : {"deletion.svg", "insertion.svg"}) {
            QFile svg(out + '/' + file);
            QVERIFY(svg.open(QIODevice::ReadOnly));
            const QByteArray text = svg.readAll();
            QVERIFY(text.contains("random") && text.contains("edges"));
            QVERIFY(text.contains(rows[0]["method"].toString().toUtf8()));
        }
        QVERIFY(QFile::exists(out + "/picture.png"));
    }

    void theScoreboardIsATableForAPerson()
    {
        const Result result = scoreboard({"--out", at("table"), "--class", "0"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QString text = QString::fromUtf8(result.out);
        QVERIFY(text.startsWith("class 0 ("));
        QVERIFY(text.contains("integrated-gradients") && text.contains("baseline"));
        QVERIFY(text.trimmed().endsWith("scoreboard.json"));
        QCOMPARE(jsonFile(at("table/scoreboard.json"))["class"].toInt(-1), 0);
    }

    void theScoreboardTakesNoOptionsOfOneMethod()
    {
        const QList<QStringList> ways{{"--layer", "0"}, {"--head", "0"},    {"--query", "cls"},
                                      {"--full"},       {"--against", "1"}, {"--discard", "0.5"},
                                      {"--fuse", "max"}};
        for (const QStringList& way : ways) {
            const Result result = scoreboard(QStringList{"--out", at("refused")} + way);
            QCOMPARE(result.code, 2);
            QVERIFY2(result.err.contains(way.first()), qPrintable(result.err));
        }
        QCOMPARE(scoreboard({"--out", at("refused"), "--class", "10"}).code, 2);
        QVERIFY(!QFile::exists(at("refused")));
    }

    void explainPrintsItsObjectWhereAsked()
    {
        const Result result = call({"explain", "--model", at("run"), "--data", "shapes", "--index", "3",
                                    "--method", "rollout", "--out", at("rollout"), "--json"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        QCOMPARE(result.json()["method"].toString(), QStringLiteral("rollout"));
        QCOMPARE(result.json(), jsonFile(at("rollout/explanation.json")));
    }

    void pointingMeasuresEveryMethodBesideTheBaselines()
    {
        const Result result = pointing({"--count", "3", "--json"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject json = result.json();
        QCOMPARE(json["pictures"].toInt(), 3);
        QVERIFY(json["object_share"].toDouble() > 0 && json["object_share"].toDouble() < 1);
        QCOMPARE(json["rows"].toArray().size(), Methods + 3);
        for (const auto& entry : json["rows"].toArray()) {
            const QJsonObject row = entry.toObject();
            const double hits = row["hit_rate"].toDouble(-1) * 3;
            QVERIFY(std::abs(hits - std::round(hits)) < 1e-9 && hits >= 0 && hits < 3.5);
            QVERIFY(row["mass_inside"].toDouble(-1) >= 0 && row["mass_inside"].toDouble() <= 1);
            QVERIFY(!row.contains("randomised"));
        }
        QVERIFY(rowNamed(json, "centre")["baseline"].toBool());
    }

    void pointingComparesWithRandomWeights()
    {
        const QStringList asked{"--count",  "2",       "--method",     "occlusion",
                                "--method", "rollout", "--randomised", "--json"};
        const Result result = pointing(asked);
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject json = result.json();
        QCOMPARE(json["rows"].toArray().size(), 2 + 3);
        for (const char* method : {"occlusion", "rollout"}) {
            const QJsonObject row = rowNamed(json, method);
            QVERIFY(row["randomised"]["hit_rate"].isDouble() && row["randomised"]["mass_inside"].isDouble());
            QVERIFY(std::abs(row["rank_correlation"].toDouble(2)) < 0.999);
        }
        QCOMPARE(pointing(asked).json(), json);
        QVERIFY(pointing(asked + QStringList{"--seed", "2"}).json() != json);
        const Result table = pointing({"--count", "2", "--method", "gradient", "--randomised"});
        QCOMPARE(table.code, 0);
        QVERIFY(table.out.contains("rank correlation") && table.out.contains("gradient"));
    }

    void pointingRefusesWhatIsNotThere()
    {
        QCOMPARE(pointing({"--count", "0"}).code, 2);
        QCOMPARE(pointing({"--count", "2001"}).code, 2);
        QCOMPARE(pointing({"--method", "scoreboard"}).code, 2);
        QCOMPARE(pointing({"--seed", "2"}).code, 2);
        QCOMPARE(call({"pointing", "--model", at("nothing")}).code, 3);
    }

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }

    Result scoreboard(const QStringList& more) const
    {
        return call(QStringList{"explain", "--model", at("run"), "--data", "shapes", "--index", "3",
                                "--method", "scoreboard"} +
                    more);
    }

    Result pointing(const QStringList& more) const
    {
        return call(QStringList{"pointing", "--model", at("run")} + more);
    }

    QTemporaryDir m_folder;
};

SACCADE_SUITE(CliAttributionTest)
#include "attribution_test.moc"
