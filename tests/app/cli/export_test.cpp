// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/called_program.h"
#include "tests/app/cli/npy_file.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace saccade::test;

class CliExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        writeFile(at("spec.json"), SmallSpec);
        const Result trained =
            call({"train", "--data", "shapes", "--spec", at("spec.json"), "--seed", "1", "--out", at("run")});
        QVERIFY2(trained.code == 0, qPrintable(trained.err));
    }

    void eachFormatSaysWhatWasWrittenAndWhatReadingItBackShowed_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("out");
        QTest::addColumn<QStringList>("files");
        QTest::newRow("safetensors") << "safetensors"
                                     << "a.safetensors" << QStringList{"a.safetensors"};
        QTest::newRow("huggingface") << "huggingface"
                                     << "hub"
                                     << QStringList{"hub/config.json", "hub/preprocessor_config.json",
                                                    "hub/README.md", "hub/model.safetensors"};
        QTest::newRow("onnx") << "onnx"
                              << "b.onnx" << QStringList{"b.onnx"};
        QTest::newRow("torchscript") << "torchscript"
                                     << "script" << QStringList{"script/model.pt"};
    }

    void eachFormatSaysWhatWasWrittenAndWhatReadingItBackShowed()
    {
        QFETCH(QString, format);
        QFETCH(QString, out);
        QFETCH(QStringList, files);
        const Result result =
            call({"export", "--model", at("run"), "--format", format, "--out", at(out), "--json"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject json = result.json();
        QCOMPARE(json["format"].toString(), format);
        const QJsonArray written = json["files"].toArray();
        QCOMPARE(written.size(), files.size());
        for (int i = 0; i < files.size(); ++i) {
            QCOMPARE(written[i].toString(), at(files[i]));
            QVERIFY(QFile::exists(at(files[i])));
        }
        QCOMPARE(json["check"].isNull(), format == "onnx");
        QCOMPARE(json["graph"].isNull(), format != "onnx");
        if (format == "onnx") {
            QVERIFY(json["graph"].toObject()["nodes"].toInt() > 10);
            QVERIFY(json["graph"].toObject()["equal_weights"].toInt() > 1000);
            return;
        }
        const QJsonObject check = json["check"].toObject();
        QCOMPARE(check["same_class"].toInt(), check["pictures"].toInt());
        QVERIFY(check["largest_difference"].toDouble() <= 1e-4);
    }

    void whatIsWrittenIsAskedAboutPicturesOfTheDataSet()
    {
        const Result result = call({"export", "--model", at("run"), "--format", "torchscript", "--out",
                                    at("asked.pt"), "--data", "shapes", "--json"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject check = result.json()["check"].toObject();
        QCOMPARE(check["pictures"].toInt(), 64);
        QCOMPARE(check["pictures_of"].toString(), QString("Shapes"));
        QCOMPARE(check["same_class"].toInt(), 64);
    }

    void aFolderForTheHubScoresWhatTheRunDoes()
    {
        const QString hub = at("scored");
        QCOMPARE(call({"export", "--model", at("run"), "--format", "huggingface", "--out", hub}).code, 0);
        const Result run = call({"eval", "--model", at("run"), "--data", "shapes", "--json"});
        const Result exported = call({"eval", "--model", hub, "--data", "shapes", "--json"});
        QVERIFY2(exported.code == 0, qPrintable(exported.err));
        QCOMPARE(exported.out, run.out);
        QFile card(hub + "/README.md");
        QVERIFY(card.open(QIODevice::ReadOnly));
        QVERIFY(card.readAll().contains("\"batch_size\": 128"));
    }

    void whatAModelSeesAndSaysIsWrittenForOtherPrograms()
    {
        const Result result = call({"eval", "--model", at("run"), "--data", "shapes", "--tensors",
                                    at("tensors"), "--tensor-count", "150"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        QCOMPARE(readNpy(at("tensors/pixel_values.npy")).shape, (std::vector<int>{150, 3, 32, 32}));
        QCOMPARE(readNpy(at("tensors/logits.npy")).shape, (std::vector<int>{150, 10}));
    }

    void anotherPictureSizeIsSaidOnStderrAndInInfo()
    {
        const Result result = call({"info", "--model", at("run"), "--image-size", "64", "--json"});
        QVERIFY2(result.err.contains("from 4 × 4 patches to 8 × 8"), qPrintable(result.err));
        const QJsonObject json = result.json();
        QCOMPARE(json["model"].toObject()["image_size"].toInt(), 64);
        QCOMPARE(json["notes"].toArray().size(), 1);
    }

    void optionsThatDoNotFitTheFormatAreWrongUsage()
    {
        const auto code = [this](const QStringList& options) {
            return call(QStringList{"export", "--model", at("run"), "--out", at("unused")} + options).code;
        };
        QCOMPARE(code({"--format", "onnx", "--weights", "fp16"}), 2);
        QCOMPARE(code({"--format", "torchscript", "--weights", "bf16"}), 2);
        QCOMPARE(code({"--format", "safetensors", "--with-attention"}), 2);
        QVERIFY(!QFile::exists(at("unused")));
    }

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

SACCADE_SUITE(CliExportTest)
#include "export_test.moc"
