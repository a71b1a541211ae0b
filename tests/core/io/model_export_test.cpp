// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes.h"
#include "core/io/hugging_face.h"
#include "core/io/model_export.h"
#include "core/io/onnx_check.h"
#include "core/io/onnx_graph.h"
#include "core/io/torchscript.h"
#include "core/render/image_file.h"
#include "tests/core/io/foreign_files.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace saccade;
using namespace saccade::test;
namespace fs = std::filesystem;

/// What export writes, as far as this program can read it. tests/clients asks the programs it is for.
class ModelExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWrittenModelIsReadBackAndGivesTheSameLogits_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<double>("bound");
        QTest::newRow("safetensors") << int(ExportFormat::Safetensors) << 0.0;
        QTest::newRow("huggingface") << int(ExportFormat::HuggingFace) << 0.0;
        QTest::newRow("torchscript") << int(ExportFormat::TorchScript) << 1e-3;
    }

    void aWrittenModelIsReadBackAndGivesTheSameLogits()
    {
        QFETCH(int, format);
        QFETCH(double, bound);
        auto specs = manyTransformers();
        specs.push_back(smallCnn());
        int seed = 0;
        for (const ModelSpec& spec : specs) {
            const ModelPtr model = livelyModel(spec, std::uint64_t(++seed));
            const fs::path place = folder() / (std::to_string(format) + '-' + std::to_string(seed));
            const ExportResult result = exportModel(model, place, {.format = ExportFormat(format)});
            QVERIFY(result.check.has_value());
            QCOMPARE(result.check->sameClass, result.check->pictures);
            QVERIFY2(result.check->largestDifference <= bound,
                     qPrintable(QString::number(result.check->largestDifference)));
            for (const fs::path& file : result.files)
                QVERIFY2(fs::is_regular_file(file), file.c_str());
        }
    }

    void aFolderForTransformersHasItsNamesAndItsConfig()
    {
        ModelInfo info = infoFor(smallSpec());
        info.testAccuracy = 0.9123;
        const ModelPtr model = std::make_shared<TorchModel>(info, livelyNetwork(info.spec, 7));
        QVERIFY(fitsTransformers(info.spec));
        writeText(folder() / "run" / "run.json", R"({"model": {}, "train": {"epochs": 17}})");
        const fs::path place = folder() / "hub";
        exportModel(model, place, {.format = ExportFormat::HuggingFace, .run = folder() / "run"});

        const auto config = nlohmann::json::parse(textOf(place / "config.json"));
        QVERIFY(config.at("model_type") == "vit");
        QVERIFY(config.at("architectures") == nlohmann::json::array({"ViTForImageClassification"}));
        QVERIFY(config.at("num_attention_heads") == 2);
        QVERIFY(config.at("intermediate_size") == 32);
        QVERIFY(config.at("layer_norm_eps") == 1e-6);
        QVERIFY(config.at("id2label").at("2") == "class 2");
        const auto processor = nlohmann::json::parse(textOf(place / "preprocessor_config.json"));
        QVERIFY(processor.at("size").at("height") == 16);
        QCOMPARE(processor.at("image_mean").at(2).get<float>(), 0.6F);
        const QString card = QString::fromStdString(textOf(place / "README.md"));
        QVERIFY(card.contains("| test accuracy | 91.23 % |") && card.contains("\"epochs\": 17"));

        const SafetensorsFile file = SafetensorsFile::read(place / "model.safetensors");
        QVERIFY(file.find("vit.encoder.layer.1.attention.attention.key.bias"));
        QVERIFY(file.find("vit.embeddings.patch_embeddings.projection.weight"));
        QVERIFY(file.find("classifier.weight"));
        QCOMPARE(file.tensors().size(), std::size_t(4 + 2 * 16 + 4));

        // Without what this program wrote of it the file is still the same model.
        fs::create_directories(folder() / "plain");
        for (const char* name : {"config.json", "preprocessor_config.json"})
            fs::copy_file(place / name, folder() / "plain" / name);
        writeTensors(folder() / "plain" / "model.safetensors", transformersTensors(model, false), {});
        const ModelPtr plain = loadModel(folder() / "plain");
        QVERIFY(plain->info().spec == info.spec);
        QVERIFY(plain->info().normalisation == info.normalisation);
        const auto pictures = randomPictures(info.spec, 2, 1);
        QVERIFY(at::equal(torchModel(plain).logits(pictures), torchModel(model).logits(pictures)));
    }

    void aModelThatTransformersDoesNotKnowComesWithItsLoader()
    {
        for (const ModelSpec& spec : everyFamily()) {
            QVERIFY(!fitsTransformers(spec));
            const fs::path place = folder() / ("loader" + std::to_string(int(spec.family)));
            exportModel(livelyModel(spec, 8), place, {.format = ExportFormat::HuggingFace});
            QVERIFY(QString::fromStdString(textOf(place / "saccade_model.py")).contains("def load(folder"));
            QVERIFY(nlohmann::json::parse(textOf(place / "config.json")).at("program") == "saccade");
            QVERIFY(!fs::exists(place / "preprocessor_config.json"));
        }
    }

    void halfTheSizeOfAFolderIsAlmostTheSameModel()
    {
        const ExportResult result =
            exportModel(livelyModel(smallSpec(), 9), folder() / "half",
                        {.format = ExportFormat::HuggingFace, .weights = WeightType::Bf16});
        QVERIFY(result.check->largestDifference > 0);
        const auto file = SafetensorsFile::read(result.files.back());
        QCOMPARE(file.tensors().front().dtype, std::string("BF16"));
        QVERIFY(textOf(folder() / "half" / "config.json").find("bfloat16") != std::string::npos);
    }

    void anOnnxFileHasTheAttentionWhereItIsAskedFor()
    {
        const ModelPtr model = livelyModel(smallSpec(), 10);
        const ExportOptions plain{.format = ExportFormat::Onnx};
        const ExportResult without = exportModel(model, folder() / "a" / "model.onnx", plain);
        const ExportResult with =
            exportModel(model, folder() / "b", {.format = ExportFormat::Onnx, .withAttention = true});
        QVERIFY(!without.check && without.graph);
        QCOMPARE(without.graph->outputs, 1);
        QCOMPARE(with.graph->outputs, 1 + 2); // and two layers
        QCOMPARE(with.graph->nodes, without.graph->nodes);
        // All but the CLS token and the positions, which are stored as sums.
        const std::int64_t sums = 16 * (1 + 17);
        QCOMPARE(without.graph->weights, smallSpec().parameters() - sums);
        QVERIFY(with.path == folder() / "b" / "model.onnx");
        const std::string first = textOf(without.path);
        const std::string second = textOf(with.path);
        QVERIFY(second.size() > first.size() + 2 * 20);        // the descriptions of two outputs
        QCOMPARE(first.substr(0, 2), std::string("\x08\x08")); // IR version 8
        for (const char* word : {"pixel_values", "logits", "LayerNormalization", "Erf", "attention_1"})
            QVERIFY2(second.find(word) != std::string::npos, word);
    }

    void aGraphWithAWrongWeightOrAMissingPartIsFound()
    {
        for (const ModelSpec& spec : everyFamily())
            exportModel(livelyModel(spec, 13), folder() / "whole.onnx", {.format = ExportFormat::Onnx});
        const ModelPtr model = livelyModel(smallCnn(), 13);
        const std::string whole = textOf(folder() / "whole.onnx"); // of the last one, the CNN
        QVERIFY(checkOnnx(model, folder() / "whole.onnx").weights > 0);
        QVERIFY(refusalOf([&] {
                    checkOnnx(livelyModel(smallCnn(), 14), folder() / "whole.onnx");
                }).contains("is not the model's"));
        writeText(folder() / "cut.onnx", whole.substr(0, whole.size() / 2));
        QVERIFY(refusalOf([&] { checkOnnx(model, folder() / "cut.onnx"); }).contains("no good graph"));
        std::string renamed = whole;
        const std::size_t at = renamed.find("pixel_values");
        renamed[at] = 'P'; // of a node's input alone, or of the graph's: they do not fit together any more
        writeText(folder() / "renamed.onnx", renamed);
        QVERIFY(refusalOf([&] {
                    checkOnnx(model, folder() / "renamed.onnx");
                }).contains("read before anything makes it"));
    }

    void whatIsWrittenIsAskedAboutPicturesOfTheDataSet()
    {
        const DatasetPtr data = makeShapes(1, 10, 20);
        RunControl control;
        int reports = 0;
        ModelSpec spec = smallSpec(); // of another size than the pictures
        const ExportResult result =
            exportModel(livelyModel(spec, 15), folder() / "real.safetensors", {}, data, control,
                        [&](double, const std::string&) { ++reports; });
        QCOMPARE(result.check->pictures, 20);
        QCOMPARE(result.check->picturesOf, data->name);
        QCOMPARE(result.check->sameClass, 20);
        QCOMPARE(reports, 1 + 3); // writing, and eight pictures at a time
    }

    void aModelCardShowsWhereTheModelLooks_data()
    {
        QTest::addColumn<bool>("hasAttention");
        QTest::newRow("transformer") << true;
        QTest::newRow("CNN") << false;
    }

    void aModelCardShowsWhereTheModelLooks()
    {
        QFETCH(bool, hasAttention);
        const DatasetPtr data = makeShapes(1, 10, 3);
        ModelSpec spec = hasAttention ? smallSpec() : smallCnn(); // 16 pixels, where the pictures have 32
        RunControl control;
        const ExportResult result = exportModel(livelyModel(spec, 15), folder() / "card",
                                                {.format = ExportFormat::HuggingFace}, data, control);
        QCOMPARE(result.files.size(), std::size_t(5));
        QCOMPARE(result.files.back().filename().string(), std::string("model.safetensors"));
        const Image picture = decodeImageFile(folder() / "card" / "attention.png");
        QCOMPARE(picture.width, 3 * 160 + 2 * 8); // three pictures, their maps below
        QCOMPARE(picture.height, 2 * 160 + 8);
        bool isSame = true;
        for (int x = 0; x < 160; ++x)
            isSame = isSame && picture.pixel(x, 80) == picture.pixel(x, 168 + 80);
        QVERIFY(!isSame);
        const QString card = QString::fromStdString(textOf(folder() / "card" / "README.md"));
        QVERIFY(card.contains("](attention.png)"));
        QVERIFY(card.contains(hasAttention ? "attention rollout" : "Grad-CAM"));
        QVERIFY(card.contains(QString::fromStdString(data->name)));
    }

    void aStoppedExportLeavesWhatWasThere_data()
    {
        QTest::addColumn<int>("format");
        for (const int format : {0, 1, 2, 3})
            QTest::addRow("format %d", format) << format;
    }

    void aStoppedExportLeavesWhatWasThere()
    {
        QFETCH(int, format);
        const fs::path parent = folder() / ("stopped" + std::to_string(format));
        const char* endings[] = {".safetensors", "", ".onnx", ".pt"};
        const fs::path place = parent / (std::string("model") + endings[format]);
        const fs::path old = format == 1 ? place / "model.safetensors" : place;
        writeText(old, "old");
        RunControl control;
        const Progress stop = [&control](double, const std::string&) { control.stop(); };
        QVERIFY(refusalOf([&] {
                    exportModel(livelyModel(smallSpec(), 16), place, {.format = ExportFormat(format)},
                                nullptr, control, stop);
                }).contains("stopped"));
        QCOMPARE(textOf(old), std::string("old"));
        QCOMPARE(std::distance(fs::directory_iterator(parent), fs::directory_iterator()), std::ptrdiff_t(1));
    }

    void aFolderThatIsThereKeepsItsOtherFiles()
    {
        const fs::path place = folder() / "kept";
        writeText(place / "notes.txt", "mine");
        writeText(place / "config.json", "{}");
        const ModelPtr model = livelyModel(smallSpec(), 17);
        exportModel(model, place, {.format = ExportFormat::HuggingFace});
        QCOMPARE(textOf(place / "notes.txt"), std::string("mine"));
        QVERIFY(textOf(place / "config.json").find("ViTForImageClassification") != std::string::npos);
        QVERIFY(loadModel(place)->info().spec == model->info().spec);
        writeText(folder() / "a file", "mine");
        QVERIFY(refusalOf([&] {
                    exportModel(model, folder() / "a file", {.format = ExportFormat::HuggingFace});
                }).contains("expected a folder, or nothing yet"));
        QCOMPARE(textOf(folder() / "a file"), std::string("mine"));
    }

    void theWireFormatIsThatOfItsSpecification()
    {
        WireMessage message; // the examples of the encoding's guide
        message.number(1, 150).text(2, "testing");
        QCOMPARE(QByteArray::fromStdString(message.bytes()).toHex(), QByteArray("089601120774657374696e67"));
        WireMessage outer;
        outer.message(3, WireMessage().number(1, 150)).real(2, 1.0F).number(1, -1);
        QCOMPARE(QByteArray::fromStdString(outer.bytes()).toHex(),
                 QByteArray("1a03089601150000803f08ffffffffffffffffff01"));
    }

    void torchScriptGivesTheAttentionToo()
    {
        const ModelPtr model = livelyModel(smallSpec(), 11);
        const ExportResult result =
            exportModel(model, folder() / "script.pt", {.format = ExportFormat::TorchScript});
        QVERIFY(result.path == folder() / "script.pt");
        const auto pictures = randomPictures(smallSpec(), 2, 3);
        std::vector<torch::Tensor> attention;
        Recording recording;
        const auto logits = torchModel(model).logits(pictures, &recording);
        QVERIFY(largestDifference(torchScriptLogits(result.path, pictures, &attention), logits) < 1e-4);
        QCOMPARE(attention.size(), recording.attention.size());
        for (std::size_t i = 0; i < attention.size(); ++i)
            QVERIFY(largestDifference(attention[i], recording.attention[i]) < 1e-5);
    }

    void optionsOfAnotherFormatAreWrongUsage()
    {
        const ModelPtr model = livelyModel(smallSpec(), 12);
        const auto refusal = [&](const ExportOptions& how) {
            return refusalOf([&] { exportModel(model, folder() / "unused", how); });
        };
        QVERIFY(refusal({.format = ExportFormat::Onnx, .weights = WeightType::Fp16})
                    .startsWith("usage: weights"));
        QVERIFY(refusal({.format = ExportFormat::HuggingFace, .withAttention = true})
                    .startsWith("usage: with_attention"));
        QVERIFY(!fs::exists(folder() / "unused"));
    }

private:
    fs::path folder() const { return m_folder.path().toStdString(); }

    QTemporaryDir m_folder;
};

SACCADE_SUITE(ModelExportTest)
#include "model_export_test.moc"
