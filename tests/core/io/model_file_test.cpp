// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"
#include "core/io/model_info_json.h"
#include "core/io/tensors.h"
#include "core/values/error.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <fstream>

using namespace saccade;
using namespace saccade::test;
namespace fs = std::filesystem;

namespace {

NamedTensors tensorsOf(const ModelPtr& model)
{
    return namedTensors(torchModel(model).network());
}

torch::Tensor logitsOf(const ModelPtr& model)
{
    return torchModel(model).logits(randomPictures(model->info().spec, 3, 5));
}

QString refusal(const fs::path& path)
{
    try {
        loadModel(path);
    } catch (const Error& error) {
        return error.kind() == Error::Kind::BadInput ? error.what() : "another kind of error";
    }
    return "none";
}

void writeText(const fs::path& path, const std::string& text)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string textOf(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

class ModelFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_model = livelyModel(smallSpec(), 1);
        m_description = {{"saccade", modelInfoToJson(m_model->info()).dump()}};
    }

    void halfTheSizeIsTheSameModelToThePrecisionOfItsNumbers_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("bound");
        QTest::newRow("fp16") << int(WeightType::Fp16) << 0x1p-11;
        QTest::newRow("bf16") << int(WeightType::Bf16) << 0x1p-8;
    }

    void halfTheSizeIsTheSameModelToThePrecisionOfItsNumbers()
    {
        QFETCH(int, type);
        QFETCH(double, bound);
        for (const ModelSpec& spec : {smallSpec(), smallCnn()}) {
            const ModelPtr model = livelyModel(spec, 3);
            const fs::path whole = saveModel(model, folder() / "whole" / "model.safetensors");
            const fs::path half = saveModel(model, folder() / "half" / "model.safetensors", WeightType(type));
            QVERIFY(fs::file_size(half) < fs::file_size(whole) * 0.7);
            const ModelPtr loaded = loadModel(half);
            const auto tensors = tensorsOf(model);
            const auto read = tensorsOf(loaded);
            QCOMPARE(read.size(), tensors.size());
            for (std::size_t i = 0; i < tensors.size(); ++i) {
                const auto difference = (read[i].second - tensors[i].second).abs();
                QVERIFY2(at::all(difference <= tensors[i].second.abs() * bound + 1e-7).item<bool>(),
                         tensors[i].first.c_str());
            }
        }
    }

    void aNumberTooLargeForFp16IsRefusedByItsTensorsName()
    {
        const ModelPtr model = livelyModel(smallSpec(), 4);
        {
            const torch::NoGradGuard noGrad;
            tensorsOf(model).front().second.fill_(1e5);
        }
        const fs::path file = folder() / "large.safetensors";
        try {
            saveModel(model, file, WeightType::Fp16);
            QFAIL("it was written");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(tensorsOf(model).front().first.c_str()), error.what());
        }
        QVERIFY(!fs::exists(file));
        saveModel(model, file, WeightType::Bf16);
    }

    void aSavedModelGivesTheSameLogitsBitForBit()
    {
        int seed = 0;
        auto specs = manyTransformers();
        specs.push_back(smallCnn());
        for (const ModelSpec& spec : specs) {
            const ModelPtr model = livelyModel(spec, std::uint64_t(++seed));
            const fs::path file = saveModel(model, folder() / ("saved" + std::to_string(seed)));
            QCOMPARE(QString::fromStdString(file.filename().string()), QStringLiteral("model.safetensors"));
            const ModelPtr loaded = loadModel(file);
            QVERIFY(loaded->info().spec == spec);
            QVERIFY(loaded->info().normalisation == model->info().normalisation);
            QVERIFY(loaded->info().classNames == model->info().classNames);
            QVERIFY(at::equal(logitsOf(loaded), logitsOf(model)));
        }
    }

    void whatIsKnownOfAModelSurvives()
    {
        ModelInfo info = infoFor(smallSpec());
        info.step = 1234567890123;
        info.testAccuracy = 0.1 + 0.2; // all of its digits
        info.classNames[0] = "naïve \"class\"";
        const auto network = livelyNetwork(info.spec, 2);
        const fs::path file =
            saveModel(std::make_shared<TorchModel>(info, network), folder() / "known.safetensors");
        const ModelPtr loaded = loadModel(file);
        const ModelInfo& read = loaded->info();
        QCOMPARE(read.step, info.step);
        QVERIFY(read.testAccuracy == info.testAccuracy);
        QCOMPARE(read.classNames[0], info.classNames[0]);
        QCOMPARE(read.dataset, std::string("Test"));
        QCOMPARE(read.source, file.string());
    }

    void aMissingTensorIsNamed()
    {
        NamedTensors tensors = tensorsOf(m_model);
        std::erase_if(tensors, [](const auto& entry) { return entry.first == "blocks.1.attn.qkv.bias"; });
        const fs::path file = write("missing.safetensors", tensors);
        QCOMPARE(refusal(file),
                 QString::fromStdString(file.string()) +
                     ": expected a tensor \"blocks.1.attn.qkv.bias\", found none of this name");
    }

    void anUnknownTensorIsNamed()
    {
        NamedTensors tensors = tensorsOf(m_model);
        tensors.emplace_back("reg_token", torch::zeros({1, 4, 16}));
        const fs::path file = write("extra.safetensors", tensors);
        QCOMPARE(refusal(file), QString::fromStdString(file.string()) +
                                    ": expected the tensors of a ViT 16 × 2 × 2, found an unknown one, "
                                    "\"reg_token\"");
    }

    void aTensorOfAnotherShapeIsNamedWithBothShapes()
    {
        NamedTensors tensors = tensorsOf(m_model);
        for (auto& [name, tensor] : tensors)
            if (name == "head.weight")
                tensor = torch::zeros({4, 16});
        const fs::path file = write("shape.safetensors", tensors);
        QCOMPARE(refusal(file), QString::fromStdString(file.string()) +
                                    ": tensor \"head.weight\": expected shape [3, 16], found [4, 16]");
    }

    void wholeNumbersAreNoWeights()
    {
        NamedTensors tensors = tensorsOf(m_model);
        for (auto& [name, tensor] : tensors)
            if (name == "head.bias")
                tensor = torch::zeros({3}, torch::kLong);
        QVERIFY(refusal(write("long.safetensors", tensors))
                    .endsWith("tensor \"head.bias\": expected F32, F64, F16 or BF16, found I64"));
    }

    void otherFloatingPointTypesAreRead_data()
    {
        QTest::addColumn<int>("type");
        QTest::newRow("F16") << int(torch::kHalf);
        QTest::newRow("BF16") << int(torch::kBFloat16);
        QTest::newRow("F64") << int(torch::kDouble);
    }

    void otherFloatingPointTypesAreRead()
    {
        QFETCH(int, type);
        NamedTensors tensors = tensorsOf(m_model);
        for (auto& [name, tensor] : tensors)
            tensor = tensor.to(at::ScalarType(type));
        const auto loaded = tensorsOf(loadModel(write("typed.safetensors", tensors)));
        QCOMPARE(loaded.size(), tensors.size());
        for (std::size_t i = 0; i < loaded.size(); ++i) {
            QVERIFY(loaded[i].second.scalar_type() == torch::kFloat32);
            QVERIFY(at::equal(loaded[i].second, tensors[i].second.to(torch::kFloat32)));
        }
    }

    void filesThatCanRunCodeAreRefusedUnread_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a.pt", "a.pth", "pytorch_model.bin", "a.ckpt", "a.pkl"})
            QTest::newRow(name) << name;
    }

    void filesThatCanRunCodeAreRefusedUnread()
    {
        QFETCH(QString, name);
        const fs::path file = folder() / name.toStdString();
        fs::copy_file(write("sound.safetensors", tensorsOf(m_model)), file); // by its name alone
        const QString sentence = refusal(file);
        QVERIFY2(
            sentence.startsWith(QString::fromStdString(file.string()) + ": expected a .safetensors file"),
            qPrintable(sentence));
        QVERIFY2(sentence.contains("which can run code when it is opened"), qPrintable(sentence));
    }

    void aDescriptionBesideTheFileDoes()
    {
        const fs::path file = folder() / "beside" / "weights.safetensors";
        fs::create_directories(file.parent_path());
        writeTensors(file, tensorsOf(m_model), {});
        QVERIFY(refusal(file).contains("or as --heads, found neither")); // taken for one of timm
        writeText(file.parent_path() / "config.json", m_description.at("saccade"));
        QVERIFY(at::equal(logitsOf(loadModel(file.parent_path())), logitsOf(m_model)));
    }

    void theConfigOfAnotherProgramIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::newRow("Hugging Face") << QByteArray(R"({"model_type": "vit"})");
        QTest::newRow("another program") << QByteArray(R"({"program": "other"})");
        QTest::newRow("a number for a program") << QByteArray(R"({"program": 3})");
        QTest::newRow("not JSON") << QByteArray("model: vit");
        QTest::newRow("a list") << QByteArray("[]");
    }

    void theConfigOfAnotherProgramIsLeftAlone()
    {
        QFETCH(QByteArray, config);
        const fs::path place = folder() / "shared";
        writeText(place / "config.json", config.toStdString());
        saveModel(m_model, place);
        QCOMPARE(QByteArray::fromStdString(textOf(place / "config.json")), config);
        QVERIFY(at::equal(logitsOf(loadModel(place / "model.safetensors")), logitsOf(m_model)));
    }

    void ourOwnConfigIsWrittenAgain()
    {
        const fs::path place = folder() / "own";
        saveModel(m_model, place);
        const std::string first = textOf(place / "config.json");
        ModelSpec spec = smallSpec();
        spec.depth = 1;
        saveModel(livelyModel(spec, 1), place);
        QVERIFY(first.find("\"depth\": 2") != std::string::npos);
        QVERIFY(textOf(place / "config.json").find("\"depth\": 1") != std::string::npos);
    }

    void aFolderStandsForItsModel()
    {
        const fs::path place = folder() / "models";
        fs::create_directories(place);
        QVERIFY(refusal(place).contains("a run or a folder with one .safetensors file, found none"));
        write("models/one.safetensors", tensorsOf(m_model));
        QVERIFY(modelFileIn(place) == place / "one.safetensors");
        write("models/two.safetensors", tensorsOf(m_model));
        QVERIFY(refusal(place).contains("found 2 of them"));
        write("models/model.safetensors", tensorsOf(m_model));
        QVERIFY(modelFileIn(place) == place / "model.safetensors");
        fs::create_directories(place / "checkpoints");
        write("models/checkpoints/last.safetensors", tensorsOf(m_model));
        QVERIFY(modelFileIn(place) == place / "checkpoints" / "last.safetensors");
        write("models/checkpoints/best.safetensors", tensorsOf(m_model));
        QVERIFY(modelFileIn(place) == place / "checkpoints" / "best.safetensors");
    }

    void aFalseDescriptionIsRefused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char* name, const char* from, const char* to, const char* fault) {
            QTest::newRow(name) << from << to << fault;
        };
        row("vast model", "\"dim\":16", "\"dim\":8192", "weights, as its description says, found");
        row("heads", "\"heads\":2", "\"heads\":3", "heads: expected a divisor of dim 16, found 3");
        row("unknown field", "\"depth\"", "\"depht\"", "\"depht\"");
        row("word for a number", "\"depth\":2", "\"depth\":\"2\"", "model.depth: expected a whole number");
        row("too few names", "\"class 0\",", "", "expected 3 class names, found 2");
        row("deviation of 0", "\"std\":[", "\"std\":[0.0,1.0,1.0],\"was\":[", "expected deviations above 0");
        row("no mean", "\"mean\"", "\"mine\"", "key 'mean' not found");
        row("not JSON", "{", "", "a model's description as this program writes it");
    }

    void aFalseDescriptionIsRefused()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, fault);
        QString text = QString::fromStdString(m_description.at("saccade"));
        QVERIFY(text.contains(from));
        text.replace(text.indexOf(from), from.size(), to);
        const fs::path file = folder() / "described.safetensors";
        writeTensors(file, tensorsOf(m_model), {{"saccade", text.toStdString()}});
        const QString sentence = refusal(file);
        QVERIFY2(sentence.contains(fault), qPrintable(sentence));
        QVERIFY2(sentence.startsWith(QString::fromStdString(file.string())), qPrintable(sentence));
    }

    void aDescriptionNestedWithoutEndIsRefused()
    {
        const std::string deep = std::string(1000000, '[') + std::string(1000000, ']');
        const fs::path file = folder() / "deep.safetensors";
        for (const std::string& text : {"{\"model\":{\"depth\":" + deep + "}}", "{\"model\":" + deep + '}',
                                        "{\"model\":{},\"class_names\":" + deep + '}'}) {
            writeTensors(file, tensorsOf(m_model), {{"saccade", text}});
            QVERIFY(refusal(file) != "none");
        }
    }

private:
    fs::path folder() const { return m_folder.path().toStdString(); }
    fs::path write(const char* name, const NamedTensors& tensors) const
    {
        writeTensors(folder() / name, tensors, m_description);
        return folder() / name;
    }

    QTemporaryDir m_folder;
    ModelPtr m_model;
    std::map<std::string, std::string> m_description;
};

SACCADE_SUITE(ModelFileTest)
#include "model_file_test.moc"
