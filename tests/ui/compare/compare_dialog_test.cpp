// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_dialog.h"

#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "tests/ui/training/fake_trainer.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/compare/common_shape.h"
#include "ui/compare/difference_canvas.h"

#include <QMenu>
#include <QPushButton>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

ModelPtr modelOf(std::int64_t step, std::vector<std::string> classNames)
{
    ModelInfo info;
    info.step = step;
    info.classNames = std::move(classNames);
    return std::make_shared<FakeModel>(info);
}

/// A model of `step` s has s layers and two heads and looks at patch s, whoever asks; from 100 on its grid is
/// 2 × 2 instead of 4 × 4.
Explanation explainFake(const ModelPtr& model, const Image&)
{
    const int step = int(model->info().step);
    if (step >= 100)
        return lookingAtItself({2, 2, true, 1, 2});
    return lookingAt({4, 4, true, step, 2}, [step](int, int, int) { return step; });
}

struct Stage
{
    CompareDialog dialog;

    Stage()
        : dialog(services())
    {
        dialog.state()->setOpacity(100);
        dialog.state()->setSmooth(false);
        Scene scene;
        scene.picture = plainPicture(16, 16);
        scene.trueLabel = 1;
        dialog.setVisible(true);
        dialog.setSubject(modelOf(2, {"cat", "ship"}), scene);
    }

    static Services services()
    {
        Services services;
        services.explain = explainFake;
        services.openModel = [](const std::filesystem::path& path) -> ModelPtr {
            if (path == "three")
                return modelOf(3, {"dog", "ship"});
            if (path == "coarse")
                return modelOf(100, {"cat", "ship"});
            throw Error::badInput(path.string(), "a model", "nothing there");
        };
        return services;
    }
    bool hasBoth() const { return dialog.scene(0)->maps() && dialog.scene(1)->maps(); }
};

} // namespace

class CompareDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneModelWaitsForTheOther()
    {
        Stage stage;
        QTRY_VERIFY(stage.dialog.scene(0)->maps());
        QVERIFY(!stage.dialog.scene(1)->maps());
        QVERIFY2(stage.dialog.scene(1)->message.startsWith("Open the model"),
                 qPrintable(stage.dialog.scene(1)->message));
        QCOMPARE(stage.dialog.difference()->furthest(), 0.0F);
    }

    void anIncludedModelIsOneClickAway()
    {
        Services services = Stage::services();
        services.includedModels = {{Family::Hybrid, "CIFAR-10", "three"}};
        CompareDialog dialog(services);
        Scene scene;
        scene.picture = plainPicture(16, 16);
        dialog.setVisible(true);
        dialog.setSubject(modelOf(2, {"cat", "ship"}), scene);
        const QMenu* menu = dialog.findChild<QPushButton*>("compareOpen")->menu();
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), QString("Hybrid, trained on CIFAR-10"));
        menu->actions().first()->trigger();
        QTRY_VERIFY(dialog.scene(1)->maps());
    }

    void bothAreShownWithWhatTheyDifferIn()
    {
        Stage stage;
        stage.dialog.openOther("three");
        QTRY_VERIFY(stage.hasBoth());
        QCOMPARE(stage.dialog.scene(0)->className(0), QString("cat"));
        QCOMPARE(stage.dialog.scene(1)->className(0), QString("dog")); // each in its own words
        QTRY_COMPARE(stage.dialog.difference()->furthest(), 1.0F);
        const QImage image = shown(stage.dialog.difference());
        const QRectF picture = stage.dialog.difference()->pictureRect();
        const auto patch = [&](int number) {
            const double cell = picture.width() / 4;
            return QColor(colourAt(image, picture.topLeft() +
                                              QPointF((number % 4 + 0.5) * cell, (number / 4 + 0.5) * cell)));
        };
        QVERIFY2(patch(3).red() > patch(3).blue(), "the second looks at patch 3: orange");
        QVERIFY2(patch(2).blue() > patch(2).red(), "the first looked at patch 2: blue");
        QCOMPARE(patch(0), patch(15));
        QVERIFY(patch(0) != patch(3) && patch(0) != patch(2));
    }

    void layerHeadAndQueryAreOneForBoth()
    {
        Stage stage;
        stage.dialog.openOther("three");
        QTRY_VERIFY(stage.hasBoth());
        AttentionState& state = *stage.dialog.state();
        state.setLayer(2); // which only the second model has
        QVERIFY(state.layer() < 2);
        state.setLayer(1);
        state.setHead(1);
        state.pin(Query::ofPatch(2, 3));
        shown(&stage.dialog);
        QCOMPARE(state.layer(), 1);
        QCOMPARE(state.query(), Query::ofPatch(2, 3));
        QCOMPARE(stage.dialog.difference()->furthest(), 1.0F);
    }

    void gridsThatDifferCannotBeLaidSideBySide()
    {
        Stage stage;
        stage.dialog.openOther("coarse");
        QTRY_VERIFY(stage.dialog.scene(1)->message.startsWith("This model cuts the picture into 2 × 2"));
        QTRY_VERIFY(stage.dialog.scene(0)->maps());
        QVERIFY(!stage.dialog.scene(1)->explanation);
        shown(&stage.dialog); // and nothing reaches for a patch that is not there
        QCOMPARE(stage.dialog.difference()->furthest(), 0.0F);
    }

    void aModelThatCannotBeOpenedIsToldOf()
    {
        Stage stage;
        QTRY_VERIFY(stage.dialog.scene(0)->maps());
        stage.dialog.openOther("nowhere");
        QTRY_COMPARE(stage.dialog.scene(1)->message,
                     QString("nowhere: expected a model, found nothing there"));
        QVERIFY(stage.dialog.scene(0)->maps());
    }

    void theCommonShapeIsWhatBothHave()
    {
        const AttentionMaps withCls = lookingAtItself({4, 4, true, 3, 2, 1}).attention;
        const AttentionMaps without = lookingAtItself({4, 4, false, 2, 4}).attention;
        const auto shape = commonShape(withCls, without);
        QVERIFY(shape);
        QCOMPARE(shape->layers, 2);
        QCOMPARE(shape->heads, 2);
        QVERIFY(!shape->hasCls());
        QCOMPARE(shape->tokens, 16);
        QVERIFY(commonShape(withCls, withCls)->hasCls());
        QVERIFY(!commonShape(withCls, lookingAtItself({2, 2}).attention));
        QVERIFY(!commonShape(withCls, {}));
        // Patch (1, 2) is token 8 of the first, behind CLS and a register, and token 6 of the second.
        const auto difference = mapDifference(withCls, without, 0, 0, false, 1, 2);
        QVERIFY(std::abs(difference[6] - 0.01F) < 1e-6F); // 1 less 0.99
        QCOMPARE(difference[0], 0.0F);
    }
};

SACCADE_SUITE(CompareDialogTest)
#include "compare_dialog_test.moc"
