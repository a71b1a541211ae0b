// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "core/values/presets.h"
#include "tests/support/suite.h"

#include <nlohmann/json.hpp>

using namespace saccade;

class SpecsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetIsValid()
    {
        for (const Preset& preset : presets()) {
            QVERIFY2(preset.model.validate().empty(), preset.name.c_str());
            QVERIFY2(preset.train.validate().empty(), preset.name.c_str());
        }
    }

    void aSpecComesBackFromItsJsonUnchanged()
    {
        for (const Preset& preset : presets()) {
            QVERIFY(nlohmann::json::parse(nlohmann::json(preset.model).dump()).get<ModelSpec>() ==
                    preset.model);
            QVERIFY(nlohmann::json::parse(nlohmann::json(preset.train).dump()).get<TrainSpec>() ==
                    preset.train);
        }
    }

    void theBaseModelHasTheParametersOfItsHandCount()
    {
        // 48·192+192 embedding, 192 CLS, 65·192 positions; a block: 4·192²+4·192 attention,
        // 2·192·768+768+192 MLP, 4·192 norms; 2·192 final norm; 192·10+10 head.
        const int block = 4 * 192 * 192 + 4 * 192 + 2 * 192 * 768 + 768 + 192 + 4 * 192;
        QCOMPARE(presetNamed("base").model.parameters(),
                 std::int64_t(48 * 192 + 192 + 192 + 65 * 192 + 6 * block + 2 * 192 + 192 * 10 + 10));
    }

    void hybridAndCnnHaveTheParametersOfTheirHandCount()
    {
        ModelSpec spec;
        const std::int64_t flat = spec.parameters();
        spec.family = Family::Hybrid;
        spec.registers = 2;
        // For 48·192+192: 3 → 96 → 192 channels by 3 × 3, two numbers a channel of their norms, 1 × 1.
        QCOMPARE(spec.parameters(), flat - (48 * 192 + 192) + 9 * 3 * 96 + 2 * 96 + 9 * 96 * 192 + 2 * 192 +
                                        192 * 192 + 192 + 2 * 192);
        spec = {};
        spec.family = Family::Cnn;
        spec.dim = 48;
        spec.depth = 3;
        QCOMPARE(spec.parameters(),
                 std::int64_t(9 * 3 * 24 + 2 * 24 + 9 * 24 * 48 + 9 * 48 * 48 + 9 * 48 * 144 + 9 * 144 * 144 +
                              9 * 144 * 192 + 9 * 192 * 192 + 4 * (48 + 144 + 192) + 192 * 10 + 10));
    }

    void shortNamesSayTheFamily()
    {
        ModelSpec spec;
        QCOMPARE(shortName(spec), std::string("ViT 192 × 6 × 3"));
        spec.family = Family::Hybrid;
        QCOMPARE(shortName(spec), std::string("Hybrid 192 × 6 × 3"));
        spec.family = Family::Cnn;
        spec.dim = 48;
        spec.depth = 3;
        QCOMPARE(shortName(spec), std::string("CNN 48 × 3"));
    }

    void whatMakesNoSenseForAFamilyIsRefused()
    {
        const auto faults = [](ModelSpec spec, Family family) {
            spec.family = family;
            std::string all;
            for (const std::string& fault : spec.validate())
                all += fault + '\n';
            return QString::fromStdString(all);
        };
        ModelSpec spec;
        spec.depth = 3;
        QCOMPARE(faults(spec, Family::Cnn), QString());
        spec.registers = 1;
        QCOMPARE(faults(spec, Family::Cnn), QString("registers: expected 0, found 1\n"));
        spec = {};
        spec.depth = 6;
        QCOMPARE(
            faults(spec, Family::Cnn),
            QString("depth: expected stages that each halve the image size 32 without a rest, found 6\n"));
        spec = {};
        spec.patchSize = 1;
        QCOMPARE(faults(spec, Family::Vit), QString());
        QCOMPARE(
            faults(spec, Family::Hybrid),
            QString(
                "patch_size: expected 2, 4, 8 or another power of two for a convolution stem, found 1\n"));
        spec.patchSize = 4;
        spec.dim = 3;
        QCOMPARE(faults(spec, Family::Hybrid),
                 QString("dim: expected a multiple of 2, as the stem doubles its width up to it, found 3\n"));
        spec = {};
        spec.registers = 5;
        QCOMPARE(faults(spec, Family::Vit), QString("registers: expected 0 to 4, found 5\n"));
    }

    void aFaultNamesItsFieldExpectedAndFound()
    {
        ModelSpec spec;
        spec.heads = 5;
        QCOMPARE(spec.validate().size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(spec.validate()[0]),
                 QStringLiteral("heads: expected a divisor of dim 192, found 5"));
        spec = {};
        spec.patchSize = 0;
        QCOMPARE(spec.validate().size(), std::size_t(1));
        TrainSpec train;
        train.learningRate = -1;
        QVERIFY(!train.validate().empty());
        QVERIFY(train.validate()[0].starts_with("learning_rate: expected"));
    }

    void unknownFieldsWrongTypesAndWrongWordsAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(nlohmann::json({{"dept", 3}}).get<ModelSpec>(), Error);
        QVERIFY_EXCEPTION_THROWN(nlohmann::json({{"depth", "3"}}).get<ModelSpec>(), Error);
        QVERIFY_EXCEPTION_THROWN(nlohmann::json({{"depth", 99999999999LL}}).get<ModelSpec>(), Error);
        QVERIFY_EXCEPTION_THROWN(nlohmann::json({{"pooling", "max"}}).get<ModelSpec>(), Error);
        QVERIFY_EXCEPTION_THROWN(nlohmann::json::array().get<TrainSpec>(), Error);
    }

    void anUnknownPresetListsTheKnownOnes()
    {
        try {
            presetNamed("huge");
            QFAIL("expected an Error");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("tiny, base, article") != std::string::npos);
            QVERIFY(error.kind() == Error::Kind::Usage);
        }
    }
};

SACCADE_SUITE(SpecsTest)
#include "specs_test.moc"
