// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"
#include "tests/core/io/foreign_files.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace saccade;
using namespace saccade::test;
namespace fs = std::filesystem;

/// Vision transformers that other programs wrote. tests/clients has the same with the programs themselves.
class ForeignModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        ModelSpec spec = smallSpec();
        spec.normEpsilon = 1e-5;
        m_model = livelyModel(spec, 1);
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_tensors = tensorsOf(m_model);
    }

    void aModelOfTransformersIsTheSameModel_data()
    {
        QTest::addColumn<bool>("newNames");
        QTest::addColumn<QString>("prefix");
        QTest::newRow("classic names") << false << "vit.";
        QTest::newRow("names of version 5") << true << "vit.";
        QTest::newRow("classic names of a bare model") << false << "";
        QTest::newRow("names of version 5 of a bare model") << true << "";
    }

    void aModelOfTransformersIsTheSameModel()
    {
        QFETCH(bool, newNames);
        QFETCH(QString, prefix);
        m_tensors = transformersTensors(m_model, newNames);
        for (auto& [name, tensor] : m_tensors)
            name = QString::fromStdString(name).replace("vit.", prefix).toStdString();
        m_tensors.emplace_back("pooler.dense.weight", torch::zeros({16, 16}));
        writeText(folder() / "config.json",
                  R"({"model_type": "vit", "num_attention_heads": 2, "layer_norm_eps": 1e-5,
                      "hidden_act": "gelu", "id2label": {"0": "cat", "1": "dog", "2": "emu"}})");
        writeText(folder() / "preprocessor_config.json",
                  R"({"image_mean": [0.1, 0.2, 0.3], "image_std": [0.4, 0.5, 0.6]})");
        const ModelPtr loaded = load();
        QVERIFY(loaded->info().spec == m_model->info().spec);
        QCOMPARE(loaded->info().classNames, (std::vector<std::string>{"cat", "dog", "emu"}));
        QVERIFY((loaded->info().normalisation == Normalisation{{0.1F, 0.2F, 0.3F}, {0.4F, 0.5F, 0.6F}}));
        QVERIFY(at::equal(logits(loaded), logits(m_model)));
    }

    void aModelOfTimmIsTheSameModel()
    {
        writeText(folder() / "config.json",
                  R"({"architecture": "vit", "model_args": {"num_heads": 2},
                      "pretrained_cfg": {"mean": [0.1, 0.2, 0.3], "std": [0.4, 0.5, 0.6],
                                         "label_names": ["cat", "dog", "emu"]}})");
        const ModelPtr loaded = load();
        ModelSpec expected = m_model->info().spec;
        expected.normEpsilon = 1e-6; // timm's, which no file says
        QVERIFY(loaded->info().spec == expected);
        QCOMPARE(loaded->info().classNames, (std::vector<std::string>{"cat", "dog", "emu"}));
        QVERIFY(largestDifference(logits(loaded), logits(m_model)) < 1e-3);
    }

    void theNumberOfHeadsIsAskedForWhereNothingTellsIt()
    {
        const QString sentence = refusalOf([this] { load(); });
        QVERIFY2(sentence.contains("--heads") && sentence.contains("16 is none of a published size"),
                 qPrintable(sentence));
        QVERIFY_EXCEPTION_THROWN(load(), HeadsUnknown);
        QCOMPARE(load({.heads = 4})->info().spec.heads, 4);
        QVERIFY(refusalOf([this] { load({.heads = 3}); }).contains("heads: expected a divisor of dim 16"));
    }

    void aPublishedWidthTellsTheNumberOfHeads()
    {
        ModelSpec spec = smallSpec();
        spec.dim = 192;
        spec.heads = 3;
        m_tensors = tensorsOf(livelyModel(spec, 2));
        const ModelPtr loaded = load();
        QCOMPARE(loaded->info().spec.heads, 3);
        QVERIFY(QString::fromStdString(sentence(loaded->info().notes.front())).contains("taken are 3"));
    }

    void whatNoFileSaysIsNoted()
    {
        const ModelPtr loaded = load({.heads = 2});
        QStringList notes;
        for (const ModelNote& note : loaded->info().notes)
            notes << QString::fromStdString(sentence(note));
        QCOMPARE(notes.size(), 2);
        QVERIFY(notes[0].contains("3 classes; they are numbered"));
        QVERIFY(notes[1].contains("mean 0.5 and deviation 0.5"));
        QCOMPARE(loaded->info().classNames[2], std::string("class 2"));
    }

    void aModelWithoutAClassifierGivesItsFeatures()
    {
        std::erase_if(m_tensors, [](const auto& entry) { return entry.first.starts_with("head."); });
        const ModelPtr loaded = load({.heads = 2});
        QCOMPARE(loaded->info().spec.classes, 16);
        QCOMPARE(loaded->info().classNames[3], std::string("feature 3"));
        const auto tensors = tensorsOf(m_model);
        const auto find = [&tensors](const char* name) {
            return std::find_if(tensors.begin(), tensors.end(),
                                [name](const auto& entry) { return entry.first == name; })
                ->second;
        };
        const auto classified = at::linear(logits(loaded), find("head.weight"), find("head.bias"));
        QVERIFY(largestDifference(classified, logits(m_model)) < 1e-3);
    }

    void layerScaleGoesIntoTheWeightsBeforeIt()
    {
        const auto gamma = torch::arange(1, 17, torch::kFloat32) / 8;
        m_tensors.emplace_back("blocks.1.ls1.gamma", gamma);
        m_tensors.emplace_back("blocks.0.ls2.gamma", gamma);
        const auto loaded = logits(load({.heads = 2}));

        init();
        for (auto& [name, tensor] : m_tensors)
            if (name.starts_with("blocks.1.attn.proj.") || name.starts_with("blocks.0.mlp.fc2."))
                tensor = tensor.dim() == 2 ? tensor * gamma.unsqueeze(1) : tensor * gamma;
        QVERIFY(at::equal(loaded, logits(load({.heads = 2}))));
        QVERIFY(largestDifference(loaded, logits(m_model)) > 1e-2);
    }

    void aMissingBiasOfQueryKeyAndValueIsZero()
    {
        std::erase_if(m_tensors, [](const auto& entry) { return entry.first.ends_with(".qkv.bias"); });
        const ModelPtr loaded = load({.heads = 2});
        for (const auto& [name, tensor] : tensorsOf(loaded))
            if (name.ends_with(".qkv.bias"))
                QVERIFY(!tensor.any().item<bool>());
    }

    void positionsThatRegistersHaveAreAddedToThem()
    {
        ModelSpec spec = smallSpec();
        spec.registers = 2;
        const ModelPtr model = livelyModel(spec, 3);
        m_tensors = tensorsOf(model);
        const auto shift = torch::full({1, 2, 16}, 0.25);
        for (auto& [name, tensor] : m_tensors) {
            if (name == "reg_token")
                tensor = tensor - shift;
            if (name == "pos_embed") // CLS, registers, patches, as timm has them at first
                tensor = at::cat({tensor.narrow(1, 0, 1), shift, tensor.narrow(1, 1, 16)}, 1);
        }
        QVERIFY(largestDifference(logits(load({.heads = 2})), logits(model)) < 1e-4);
    }

    void aClsTokenWithoutAPositionHasZero()
    {
        for (auto& [name, tensor] : m_tensors)
            if (name == "pos_embed")
                tensor = tensor.narrow(1, 1, 16).clone();
        for (const auto& [name, tensor] : tensorsOf(load({.heads = 2})))
            if (name == "pos_embed") {
                QVERIFY(!tensor.narrow(1, 0, 1).any().item<bool>());
                QCOMPARE(tensor.size(1), std::int64_t(17));
            }
    }

    void positionsAreInterpolatedToAnotherPictureSize()
    {
        for (auto& [name, tensor] : m_tensors)
            if (name == "pos_embed")
                tensor = at::cat({tensor.narrow(1, 0, 1), torch::full({1, 16, 16}, 0.75)}, 1);
        const ModelPtr loaded = load({.heads = 2, .imageSize = 24});
        QCOMPARE(loaded->info().spec.imageSize, 24);
        QVERIFY(QString::fromStdString(sentence(loaded->info().notes.back()))
                    .contains("from 4 × 4 patches to 6 × 6"));
        for (const auto& [name, tensor] : tensorsOf(loaded))
            if (name == "pos_embed")
                QVERIFY(largestDifference(tensor.narrow(1, 1, 36), torch::full({1, 36, 16}, 0.75)) < 1e-6);
        QVERIFY(refusalOf([this] {
                    load({.heads = 2, .imageSize = 25});
                }).startsWith("usage: patch_size: expected a divisor of the image size 25"));
    }

    void whatNoModelOfOursCanDoIsNamed_data()
    {
        QTest::addColumn<QString>("tensor");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* tensor, const char* reason) {
            QTest::newRow(tensor) << tensor << reason;
        };
        row("dist_token", "a distillation token");
        row("fc_norm.weight", "a norm behind the mean over the patches");
        row("norm_pre.weight", "a norm before the first block");
        row("blocks.0.attn.q_norm.weight", "queries that are normalised");
        row("attn_pool.latent", "pooling by attention");
        row("blocks.0.attn.rel_pos.relative_position_bias_table", "relative positions");
        row("blocks.0.something.weight", "found an unknown one");
    }

    void whatNoModelOfOursCanDoIsNamed()
    {
        QFETCH(QString, tensor);
        QFETCH(QString, reason);
        m_tensors.emplace_back(tensor.toStdString(), torch::ones({16}));
        const QString sentence = refusalOf([this] { load({.heads = 2}); });
        QVERIFY2(sentence.contains('"' + tensor + '"') && sentence.contains(reason), qPrintable(sentence));
    }

    void aFalseConfigIsRefused_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("fault");
        QTest::newRow("tanh") << QByteArray(R"({"hidden_act": "gelu_pytorch_tanh"})")
                              << "hidden_act: expected gelu (by the error function, not by tanh) or relu";
        QTest::newRow("heads") << QByteArray(R"({"num_attention_heads": "two"})")
                               << "num_attention_heads: expected a number, found \"two\"";
        QTest::newRow("no heads") << QByteArray(R"({"num_attention_heads": 0})")
                                  << "expected a whole number above 0, found 0";
        QTest::newRow("deviation") << QByteArray(R"({"mean": [0, 0, 0], "std": [1, 0, 1]})")
                                   << "std: expected numbers above 0";
        QTest::newRow("mean pooling")
            << QByteArray(R"({"global_pool": "avg", "num_heads": 2})") << "found the mean over the patches";
        QTest::newRow("a list") << QByteArray("[]") << "expected a JSON object, found array";
        QTest::newRow("not JSON") << QByteArray("model: vit") << "expected JSON, found something else";
    }

    void aFalseConfigIsRefused()
    {
        QFETCH(QByteArray, config);
        QFETCH(QString, fault);
        writeText(folder() / "config.json", config.toStdString());
        const QString sentence = refusalOf([this] { load({.heads = 2}); });
        QVERIFY2(sentence.contains(fault), qPrintable(sentence));
    }

    void shapesThatDoNotFitAreNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::vector<std::int64_t>>("shape");
        const auto row = [](const char* name, std::vector<std::int64_t> shape) {
            QTest::newRow(name) << name << shape;
        };
        row("patch_embed.proj.weight", {16, 1, 4, 4});
        row("pos_embed", {1, 16 + 4, 16});
        row("head.weight", {3, 32});
        row("cls_token", {1, 2, 16});
        row("blocks.0.mlp.fc1.weight", {0, 16});
    }

    void shapesThatDoNotFitAreNamed()
    {
        QFETCH(QString, name);
        QFETCH(std::vector<std::int64_t>, shape);
        for (auto& [ours, tensor] : m_tensors)
            if (ours == name.toStdString())
                tensor = torch::zeros(shape);
        const QString sentence = refusalOf([this] { load({.heads = 2}); });
        QVERIFY2(sentence.contains("tensor \"" + name + "\": expected"), qPrintable(sentence));
    }

    void aFolderWithAPickleAloneSaysWhyItIsNotRead()
    {
        writeText(folder() / "other" / "pytorch_model.bin", "anything");
        QVERIFY(refusalOf([this] { loadModel(folder() / "other"); }).contains("which can run code"));
    }

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    ModelPtr load(const LoadOptions& how = {}) const
    {
        writeTensors(folder() / "model.safetensors", m_tensors, {});
        return loadModel(folder(), how);
    }
    static torch::Tensor logits(const ModelPtr& model)
    {
        return torchModel(model).logits(randomPictures(smallSpec(), 3, 5));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ModelPtr m_model;
    NamedTensors m_tensors;
};

SACCADE_SUITE(ForeignModelTest)
#include "foreign_model_test.moc"
