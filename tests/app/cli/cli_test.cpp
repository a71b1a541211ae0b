// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/called_program.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <csignal>

using namespace saccade::test;

class CliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        writeFile(at("spec.json"), SmallSpec);
        m_trained = train("run", {});
        QVERIFY2(m_trained.code == 0, qPrintable(m_trained.err));
    }

    void trainPrintsItsResultAsOneJsonObject()
    {
        const QJsonObject json = m_trained.json();
        for (const char* key : {"run", "epochs", "steps", "test_accuracy", "best_validation_accuracy",
                                "seconds", "images_per_second"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["run"].toString(), at("run"));
        QCOMPARE(json["epochs"].toInt(), 1);
        QCOMPARE(json["steps"].toInt(), 9000 / 128);
        QVERIFY(json["images_per_second"].toDouble() > 0);
        QVERIFY(m_trained.err.contains("epoch 1 of 1"));
    }

    void anExportedModelScoresExactlyWhatTheRunSaid()
    {
        const Result exported = call(
            {"export", "--model", at("run"), "--format", "safetensors", "--out", at("out/a.safetensors")});
        QVERIFY2(exported.code == 0, qPrintable(exported.err));
        QVERIFY(QFile::exists(at("out/config.json")));
        const Result score = call({"eval", "--model", at("out/a.safetensors"), "--data", "shapes", "--json",
                                   "--split", "test", "--flip"});
        QVERIFY2(score.code == 0, qPrintable(score.err));
        const QJsonObject json = score.json();
        QVERIFY(json["accuracy"].toDouble() == m_trained.json()["test_accuracy"].toDouble());
        QVERIFY(json["accuracy_flip"].toDouble() == m_trained.json()["test_accuracy_flip"].toDouble());
        QCOMPARE(json["images"].toInt(), 2000);
        QVERIFY(json["loss"].toDouble() > 0);
        const QJsonObject perClass = json["per_class"].toObject();
        QCOMPARE(perClass.size(), 10);
        double mean = 0; // every class has as many test pictures
        for (const auto& value : perClass)
            mean += value.toDouble() / 10;
        QVERIFY(std::abs(mean - json["accuracy"].toDouble()) < 1e-9);
    }

    void infoSaysWhatTheModelIs()
    {
        const Result result = call({"info", "--model", at("run"), "--json"});
        const QJsonObject json = result.json();
        QCOMPARE(json["model"].toObject()["dim"].toInt(), 16);
        QCOMPARE(json["dataset"].toString(), QStringLiteral("Shapes"));
        QCOMPARE(json["step"].toInt(), 9000 / 128);
        QCOMPARE(json["class_names"].toArray().size(), 10);
        // 192·16+16, 16, 17·16; a block: 4·16²+4·16, 2·16²+2·16, 4·16; 2·16; 16·10+10.
        QCOMPARE(json["parameters"].toInt(),
                 192 * 16 + 16 + 16 + 17 * 16 + 2 * (6 * 256 + 6 * 16 + 4 * 16) + 32 + 170);
    }

    void presetsAreListedAsOneJsonObject()
    {
        const Result result = call({"presets", "--json"});
        QCOMPARE(result.code, 0);
        QStringList names;
        for (const auto& preset : result.json()["presets"].toArray())
            names << preset.toObject()["name"].toString();
        QCOMPARE(names, (QStringList{"tiny", "base", "article", "article-prenorm", "vit-quick",
                                     "hybrid-quick", "cnn-quick"}));
    }

    void wrongUsageEndsWith2_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("word"); // what the sentence must name
        const auto row = [](const char* line, const char* word) { QTest::newRow(line) << line << word; };
        row("", "subcommand");
        row("teach", "teach");
        row("presets --xml", "--xml");
        row("train --out x", "--data");
        row("train --data shapes", "--out");
        row("train --data shapes --out NEW --preset huge", "tiny, base, article");
        row("train --data shapes --out NEW --precision fp8", "--precision");
        row("train --data shapes --out NEW --device cuda:99", "cuda:99");
        row("train --data shapes --out NEW --device cuda:07", "found cuda:07");
        row("train --data shapes --out NEW --batch-size 1 --set family=cnn --set depth=5", "batch_size");
        row("train --data shapes --out NEW --pin 12", "expected test:INDEX or train:INDEX, found 12");
        row("train --data shapes --out NEW --pin test:2000", "expected pictures 0 to 1999");
        row("train --data shapes --out NEW --device toaster", "device");
        row("train --data shapes --out NEW --epochs 0", "epochs");
        row("train --data shapes --out NEW --epochs two", "--epochs");
        row("train --data shapes --out NEW --epochs 1 --minutes 1", "--minutes");
        row("train --data shapes --out NEW --batch-size -4", "batch_size");
        row("train --data shapes --out NEW --set depht=3", "depht");
        row("train --data shapes --out NEW --set depth", "key=value");
        row("train --data shapes --out NEW --set depth=two", "model.depth: expected a whole number");
        row("train --data shapes --out NEW --set mix_share=1.5", "mix_share");
        row("train --data shapes --out NEW --set optimizer=lion", "adamw, adam, sgd, muon");
        row("train --data shapes --out NEW --set small_crop=10", "small_crop");
        row("eval --model RUN", "--data");
        row("eval --model RUN --data shapes --split validation", "--split");
        row("export --model RUN --format pickle --out x", "--format");
        row("explain --model RUN --method attention --out x", "--image");
        row("explain --model RUN --method attention --data shapes --out x", "--index");
        row("explain --model RUN --method magic --data shapes --index 1 --out x", "--method");
        row("explain --model RUN --method attention --data shapes --index 2000 --out x", "0 to 1999");
        row("explain --model RUN --method attention --data shapes --index 1 --layer 2 --out x", "0 to 1");
        row("explain --model RUN --method attention --data shapes --index 1 --head -1 --out x", "--head");
        row("explain --model RUN --method attention --data shapes --index 1 --class 10 --out x", "0 to 9");
        row("explain --model RUN --method attention --data shapes --index 1 --query 4,0 --out x", "3,3");
        row("explain --model RUN --method rollout --data shapes --index 1 --fuse sum --out x", "max");
        row("explain --model RUN --method rollout --data shapes --index 1 --discard 1 --out x", "--discard");
        row("explain --model RUN --method contrast --data shapes --index 1 --out x", "--against");
        row("explain --model RUN --method occlusion --data shapes --index 1 --layer 0 --out x", "--layer");
        row("data", "subcommand");
    }

    void wrongUsageEndsWith2()
    {
        const Result result = callLine();
        QVERIFY2(result.code == 2, qPrintable(QString("%1: %2").arg(result.code).arg(result.err)));
        QFETCH(QString, word);
        QVERIFY2(result.err.contains(word), qPrintable(result.err));
        QVERIFY(result.out.isEmpty());
        QVERIFY2(!QFile::exists(at("new")), "a run folder was left behind");
    }

    void badInputEndsWith3_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* line, const char* word) { QTest::newRow(line) << line << word; };
        row("eval --model NOWHERE --data shapes", "nothing there");
        row("eval --model RUN --data NOWHERE", "expected a folder that holds CIFAR-10");
        row("info --model PICKLE", "which can run code");
        row("info --model SPEC", "expected");
        row("train --data shapes --out RUN", "a run that is already there");
        row("train --data shapes --out NEW --resume", "run.json");
        row("train --data shapes --out NEW --spec PICKLE", "expected a JSON object");
        row("train --data shapes --out NEW --spec NOWHERE", "no file that can be read");
        row("train --data shapes --out NEW --spec TYPO", "\"dpeth\"");
        row("explain --model RUN --method attention --image SPEC --out x", "spec.json");
        row("data verify --data NOWHERE", "nothing of that name");
    }

    void badInputEndsWith3()
    {
        writeFile(at("a.pt"), "PK\x03\x04");
        writeFile(at("typo.json"), R"({"model": {"dpeth": 3}})");
        const Result result = callLine();
        QVERIFY2(result.code == 3, qPrintable(QString("%1: %2").arg(result.code).arg(result.err)));
        QFETCH(QString, word);
        QVERIFY2(result.err.contains(word), qPrintable(result.err));
        QVERIFY(result.out.isEmpty());
        QVERIFY(!QFile::exists(at("new")));
    }

    void anyFieldOfARecipeCanBeSet()
    {
        const Result result =
            train("set", {"--set", "depth=1", "--set", "flip=false", "--set", "mixup=0.5", "--set",
                          "optimizer=sgd", "--set", "learning_rate=0.01", "--set", "small_crop=16"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject run = jsonFile(at("set/run.json"));
        QCOMPARE(run["model"].toObject()["depth"].toInt(), 1);
        const QJsonObject recipe = run["train"].toObject();
        QCOMPARE(recipe["flip"].toBool(true), false);
        QCOMPARE(recipe["mixup"].toDouble(), 0.5);
        QCOMPARE(recipe["optimizer"].toString(), QStringLiteral("sgd"));
        QCOMPARE(recipe["learning_rate"].toDouble(), 0.01);
        QCOMPARE(recipe["small_crop"].toInt(), 16);
    }

    void pinnedPicturesAreRecorded()
    {
        const Result result = train("pinned", {"--pin", "test:3", "--pin", "train:5"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const QJsonObject timeline = jsonFile(at("pinned/timeline/timeline.json"));
        const QJsonArray pins = timeline["pins"].toArray();
        QCOMPARE(pins.size(), 2);
        QCOMPARE(pins[1].toObject()["split"].toString(), QString("train"));
        QCOMPARE(pins[1].toObject()["index"].toInt(), 5);
        const QJsonArray moments = timeline["moments"].toArray();
        QVERIFY(moments.size() >= 2);
        QCOMPARE(moments.first().toObject()["step"].toInt(-1), 0);
        QCOMPARE(moments.last().toObject()["step"].toInt(), 9000 / 128);
        QVERIFY(QFile::exists(at("pinned/timeline/step-000000070.safetensors")));
    }

    void helpAndVersionEndWith0()
    {
        const Result help = call({"--help"});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains("130 interrupted"));
        QCOMPARE(call({"train", "--help"}).code, 0);
        QVERIFY(call({"--version"}).out.startsWith("saccade-cli "));
    }

    void aBrokenDataFolderIsReportedFileByFile()
    {
        QByteArray records;
        for (int i = 0; i < 3; ++i)
            records += QByteArray(1, char(i)) + QByteArray(3072, '\x40');
        writeFile(at("broken/data_batch_1.bin"), records + "half a record");
        const Result result = call({"data", "verify", "--data", at("broken"), "--json"});
        QCOMPARE(result.code, 3);
        const QJsonObject json = result.json();
        QCOMPARE(json["sound"].toBool(true), false);
        QCOMPARE(json["files"].toArray().size(), 6);
        QVERIFY(json["files"][0]["fault"].toString().contains("data_batch_1.bin"));
        QVERIFY(json["files"][5]["fault"].toString().contains("test_batch.bin"));
        QVERIFY(!json["faults"].toArray().isEmpty());
        QVERIFY(result.err.contains("data_batch_1.bin"));
    }

    void thePublishedDataSetIsSound()
    {
        const QString folder = qEnvironmentVariable("SACCADE_CIFAR10");
        if (folder.isEmpty())
            QSKIP("SACCADE_CIFAR10 names no folder");
        const Result result = call({"data", "verify", "--data", folder, "--json"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        QVERIFY(result.json()["sound"].toBool());
        for (const auto& file : result.json()["files"].toArray())
            QCOMPARE(file.toObject()["records"].toInt(), 10000);
    }

    void anInterruptedRunIsSavedAndResumed()
    {
        QProcess process;
        process.start(SACCADE_CLI, trainArguments("interrupted", {"--epochs", "3"}));
        QByteArray said;
        QVERIFY(QTest::qWaitFor(
            [&] {
                said += process.readAllStandardError();
                return said.contains("Training on");
            },
            Patience));
        QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
        const Result stopped = finished(process);
        QCOMPARE(stopped.code, 130);
        QCOMPARE(stopped.json()["status"].toString(), QStringLiteral("stopped"));
        QVERIFY(stopped.json()["epochs"].toInt() < 3);
        QVERIFY(QFile::exists(at("interrupted/checkpoints/last.safetensors")));

        const Result resumed = train("interrupted", {"--resume", "--seed", "7", "--set", "precision=bf16"});
        QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
        QVERIFY2(resumed.err.contains("not used: --spec, --seed, --set"), qPrintable(resumed.err));
        QVERIFY2(resumed.err.contains("in fp32, as asked for"), qPrintable(resumed.err));
        QCOMPARE(resumed.json()["epochs"].toInt(), 3);
        QCOMPARE(resumed.json()["steps"].toInt(), 3 * (9000 / 128));
        QCOMPARE(jsonFile(at("interrupted/run.json"))["status"].toString(), QStringLiteral("completed"));
    }

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QStringList trainArguments(const QString& run, const QStringList& more) const
    {
        return QStringList{"train",         "--data", "shapes",      "--out", at(run),     "--spec",
                           at("spec.json"), "--json", "--precision", "fp32",  "--threads", "1"} +
               more;
    }

    Result train(const QString& run, const QStringList& more) const
    {
        return call(trainArguments(run, more));
    }

    /// The row's command line, its words in capitals replaced by paths.
    Result callLine() const
    {
        QFETCH(QString, line);
        QStringList arguments = line.split(' ', Qt::SkipEmptyParts);
        for (QString& argument : arguments)
            for (const auto& [word, path] : {std::pair("RUN", "run"), std::pair("NEW", "new"),
                                             std::pair("NOWHERE", "nowhere"), std::pair("PICKLE", "a.pt"),
                                             std::pair("SPEC", "spec.json"), std::pair("TYPO", "typo.json")})
                if (argument == QLatin1String(word))
                    argument = at(path);
        return call(arguments);
    }

    QTemporaryDir m_folder;
    Result m_trained;
};

SACCADE_SUITE(CliTest)
#include "cli_test.moc"
