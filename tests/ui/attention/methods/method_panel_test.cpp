// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/methods/method_panel.h"
#include "ui/attention/methods/method_request.h"
#include "ui/attention/methods/method_words.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/scene.h"

#include <QComboBox>
#include <QSet>
#include <QSpinBox>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

struct Stage
{
    MethodChoice choice;
    AttentionState state;
    MethodPanel panel{&choice};
    QComboBox* methods = panel.findChild<QComboBox*>("method");
    QComboBox* classes = panel.findChild<QComboBox*>("methodClass");
    QComboBox* against = panel.findChild<QComboBox*>("methodAgainst");
    QComboBox* fuse = panel.findChild<QComboBox*>("methodFuse");
    QSpinBox* discard = panel.findChild<QSpinBox*>("methodDiscard");
    Explanation explanation;

    explicit Stage(bool hasAttention = true)
    {
        if (hasAttention)
            explanation = lookingAtItself({8, 8, true, 2, 2});
        say(explanation, {0.2F, 0.5F, 0.3F});
        auto scene = std::make_shared<Scene>();
        scene->classNames = QStringList{"cat", "horse", "frog"};
        scene->explanation = std::make_shared<const Explanation>(explanation);
        panel.setScene(scene);
        panel.show();
        state.setShape(explanation.attention);
    }
    /// As a person does with the keys: the item, and the signal that it was taken.
    void take(QComboBox* box, int index)
    {
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void take(const char* method) { take(methods, methods->findData(QString(method))); }
    MethodRequest request() const { return requestFor(choice, state, explanation); }
};

} // namespace

class MethodPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMethodIsOfferedUnderAHeadingWithASourceAndACaveat()
    {
        Stage stage;
        QSet<QString> names;
        QSet<QString> toolTips;
        for (const MethodInfo& method : methods()) {
            const int item = stage.methods->findData(QString(method.name));
            QVERIFY2(item > 0, method.name);
            names += stage.methods->itemText(item);
            const QString toolTip = stage.methods->itemData(item, Qt::ToolTipRole).toString();
            QVERIFY2(toolTip.contains("20") && toolTip.count("<p>") == 3, method.name);
            QVERIFY2(methodName(method.name) != method.name, method.name);
            toolTips += toolTip;
        }
        QCOMPARE(std::size_t(names.size()), methods().size());
        QCOMPARE(std::size_t(toolTips.size()), methods().size());
        QVERIFY(!(stage.methods->model()->flags(stage.methods->model()->index(0, 0)) & Qt::ItemIsEnabled));
        QStringList headings;
        for (int item = 0; item < stage.methods->count(); ++item)
            if (!stage.methods->itemData(item).isValid())
                headings << stage.methods->itemText(item);
        QCOMPARE(headings.removeDuplicates(), 0); // what belongs together stands together
    }

    void onlyWhatTheMethodTakesIsShown()
    {
        Stage stage;
        const auto shownFields = [&] {
            QStringList fields;
            for (QWidget* field : {static_cast<QWidget*>(stage.classes), static_cast<QWidget*>(stage.against),
                                   static_cast<QWidget*>(stage.fuse), static_cast<QWidget*>(stage.discard)})
                if (field->isVisible())
                    fields << field->objectName();
            return fields;
        };
        QCOMPARE(shownFields(), QStringList());
        stage.take("rollout");
        QCOMPARE(shownFields(), QStringList({"methodFuse", "methodDiscard"}));
        stage.take("grad-cam");
        QCOMPARE(shownFields(), QStringList{"methodClass"});
        stage.take("contrast");
        QCOMPARE(shownFields(), QStringList({"methodClass", "methodAgainst"}));
    }

    void theClassIsThePredictedOneUntilAnotherIsTaken()
    {
        Stage stage;
        stage.take("grad-cam");
        QCOMPARE(stage.classes->currentText(), "Predicted: horse");
        QVERIFY(!stage.request().classIndex);
        stage.take(stage.classes, 1);
        QCOMPARE(stage.classes->currentText(), "cat");
        QCOMPARE(stage.request().classIndex, std::optional(0)); // class 0 is a class like any other
        stage.take(stage.classes, 0);
        QVERIFY(!stage.request().classIndex);
    }

    void aContrastIsAgainstTheMostProbableOtherOneUntilAnotherIsTaken()
    {
        Stage stage;
        stage.take("contrast");
        QCOMPARE(stage.against->currentText(), "Runner-up: frog");
        QCOMPARE(stage.request().against, std::optional(2));
        stage.choice.setClass(2);
        QCOMPARE(stage.against->currentText(), "Runner-up: horse");
        QCOMPARE(stage.request().against, std::optional(1));
        stage.take(stage.against, 1);
        QCOMPARE(stage.request().against, std::optional(0));
    }

    void fuseAndDiscardReachTheRequest()
    {
        Stage stage;
        stage.take("rollout");
        QVERIFY(stage.request().fuse == HeadFuse::Mean);
        QVERIFY(!stage.request().discard);
        stage.take(stage.fuse, 2);
        stage.discard->setValue(90);
        QVERIFY(stage.request().fuse == HeadFuse::Min);
        QCOMPARE(stage.request().discard, std::optional(0.9));
        stage.take("grad-cam"); // which takes neither
        QVERIFY(!stage.request().fuse && !stage.request().discard);
    }

    void everyRequestFitsItsModel()
    {
        Stage stage;
        stage.choice.setDiscard(0.5);
        stage.choice.setClass(1);
        ModelSpec spec;
        spec.classes = 3;
        spec.depth = 2;
        spec.heads = 2;
        spec.dim = 16;
        for (const MethodInfo& method : methods()) {
            stage.choice.setMethod(method.name);
            requireFits(stage.request(), spec); // throws where not
        }
    }

    void withoutAttentionItsMethodsSayWhyTheyCannotBeUsed()
    {
        Stage stage(false);
        for (const MethodInfo& method : methods()) {
            const int item = stage.methods->findData(QString(method.name));
            const auto flags = stage.methods->model()->flags(stage.methods->model()->index(item, 0));
            QVERIFY2(flags.testFlag(Qt::ItemIsEnabled) == !method.needsAttention, method.name);
            const QString toolTip = stage.methods->itemData(item, Qt::ToolTipRole).toString();
            QVERIFY2(toolTip.contains("CNN") == method.needsAttention, method.name);
        }
        stage.take("grad-cam");
        QVERIFY(!stage.request().layer && !stage.request().query);
    }

    void classesThatAnotherModelDoesNotKnowAreForgotten()
    {
        MethodChoice choice;
        choice.setClass(2);
        choice.setAgainst(1);
        choice.setClasses(2);
        QVERIFY(!choice.classIndex());
        QCOMPARE(choice.against(), std::optional(1));
    }
};

SACCADE_SUITE(MethodPanelTest)
#include "method_panel_test.moc"
