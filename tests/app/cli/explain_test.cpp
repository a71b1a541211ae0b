// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/called_program.h"
#include "tests/app/cli/npy_file.h"
#include "tests/support/suite.h"

#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>

#include <cmath>

using namespace saccade::test;

class CliExplainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Result trained = trainSmallRun(m_folder.path());
        QVERIFY2(trained.code == 0, qPrintable(trained.err));
    }

    void explainWritesEveryMapAndTheWholeAttention()
    {
        const QString out = at("explained");
        const Result result = call({"explain", "--model", at("run"), "--data", "shapes", "--index", "3",
                                    "--method", "attention", "--full", "--out", out});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject json = jsonFile(out + "/explanation.json");
        QCOMPARE(json["method"].toString(), QStringLiteral("attention"));
        QCOMPARE(json["logits"].toArray().size(), 10);
        QCOMPARE(json["class_names"].toArray().size(), 10);
        double sum = 0;
        for (const auto& share : json["probabilities"].toArray())
            sum += share.toDouble();
        QVERIFY(std::abs(sum - 1) < 1e-5);

        const NpyFile attention = readNpy(out + "/attention.npy");
        QCOMPARE(attention.shape, (std::vector<int>{2, 2, 17, 17}));
        for (std::size_t row = 0; row < 2 * 2 * 17; ++row) {
            double total = 0;
            for (std::size_t key = 0; key < 17; ++key)
                total += attention.values[row * 17 + key];
            QVERIFY(std::abs(total - 1) < 1e-5);
        }
        const QJsonArray maps = json["maps"].toArray();
        QCOMPARE(maps.size(), 4);
        for (const auto& entry : maps) {
            const QJsonObject map = entry.toObject();
            const std::size_t layer = std::size_t(map["layer"].toInt());
            const std::size_t head = std::size_t(map["head"].toInt());
            QCOMPARE(map["query"].toString(), QStringLiteral("cls"));
            QCOMPARE(map["shape"].toArray(), (QJsonArray{4, 4}));
            const NpyFile values = readNpy(out + '/' + map["file"].toString());
            QCOMPARE(values.shape, (std::vector<int>{4, 4}));
            // The CLS token's row without its first number.
            const auto row = attention.values.begin() + std::ptrdiff_t((layer * 2 + head) * 17 * 17);
            QVERIFY(std::equal(values.values.begin(), values.values.end(), row + 1));
            QVERIFY(QFile::exists(out + '/' + map["file"].toString().replace(".npy", ".png")));
        }
    }

    void explainTakesAPictureALayerAHeadAndAQuery()
    {
        const QString out = at("one map");
        QImage picture(40, 50, QImage::Format_RGB32); // any size
        picture.fill(Qt::darkGreen);
        QVERIFY(picture.save(at("green.png")));
        const Result result =
            call({"explain", "--model", at("run"), "--image", at("green.png"), "--method", "attention",
                  "--layer", "1", "--head", "0", "--query", "2,3", "--class", "7", "--out", out});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonArray maps = jsonFile(out + "/explanation.json")["maps"].toArray();
        QCOMPARE(maps.size(), 1);
        QCOMPARE(maps[0]["layer"].toInt(), 1);
        QCOMPARE(maps[0]["head"].toInt(), 0);
        QCOMPARE(maps[0]["query"].toString(), QStringLiteral("2,3"));
        QCOMPARE(maps[0]["class"].toInt(), 7);
        QVERIFY(!QFile::exists(out + "/attention.npy"));
    }

    void explainWritesTheMapOfEveryMethod_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("maps");
        QTest::addColumn<QString>("file");
        const auto row = [](const char* line, int maps, const char* file) {
            QTest::newRow(line) << QString(line).split(' ') << maps << QString(file);
        };
        row("head-mean", 2, "head-mean_layer1.npy");
        row("head-max --layer 0 --query 1,2", 1, "head-max_layer0.npy");
        row("head-min --layer 1", 1, "head-min_layer1.npy");
        row("value-weighted", 4, "value-weighted_layer1_head0.npy");
        row("gradient-attention --class 0", 4, "gradient-attention_layer1_head0.npy");
        row("rollout --fuse max --discard 0.9", 1, "rollout_layer1.npy");
        row("flow --fuse min", 1, "flow_layer1.npy");
        row("gradient-rollout --class 0", 1, "gradient-rollout_layer1.npy");
        row("relevance --layer 0 --class 9", 1, "relevance_layer0.npy");
        row("grad-cam", 1, "grad-cam_layer1.npy");
        row("occlusion", 1, "occlusion.npy");
        row("gradient", 1, "gradient.npy");
        row("integrated-gradients", 1, "integrated-gradients.npy");
        row("contrast --class 0 --against 4", 1, "contrast_layer1.npy");
    }

    void explainWritesTheMapOfEveryMethod()
    {
        QFETCH(QStringList, options);
        QFETCH(int, maps);
        QFETCH(QString, file);
        const QString out = at("methods/" + options.first());
        const Result result = call(QStringList{"explain", "--model", at("run"), "--data", "shapes", "--index",
                                               "3", "--out", out, "--method"} +
                                   options);
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonArray list = jsonFile(out + "/explanation.json")["maps"].toArray();
        QCOMPARE(list.size(), maps);
        QCOMPARE(list.last()["file"].toString().section('_', 0, 0).section('.', 0, 0), options.first());
        for (const char* key : {"file", "layer", "head", "query", "class", "shape", "signed", "computed"})
            QVERIFY2(list[0].toObject().contains(key), key);
        const NpyFile values = readNpy(out + '/' + file);
        QCOMPARE(values.shape, (std::vector<int>{4, 4}));
        QVERIFY(QFile::exists(out + '/' + QString(file).replace(".npy", ".png")));
        const qsizetype place = options.indexOf("--class");
        if (place > 0)
            QCOMPARE(list[0]["class"].toInt(-1), options[place + 1].toInt());
    }

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

SACCADE_SUITE(CliExplainTest)
#include "explain_test.moc"
