// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/inspector/bar_list.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/scene/attention_state.h"

#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

class InspectorTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AttentionWorkspace> m_workspace;
    Inspector* m_inspector = nullptr;
    AttentionState* m_state = nullptr;

    template <typename T>
    T* find(const char* name)
    {
        return m_inspector->findChild<T*>(name);
    }
    QList<BarList::Row> rows(const char* name)
    {
        QCoreApplication::processEvents();
        return find<BarList>(name)->rows();
    }
    static QString plain(QString text) { return text.replace(QChar(QChar::Nbsp), ' '); }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<AttentionWorkspace>();
        m_inspector = m_workspace->inspector();
        m_state = m_workspace->state();
        m_workspace->setPicture(plainPicture(32, 32), "test #10", 2, {"cat", "dog", "horse", "ship"});
        Explanation explanation = lookingAt(
            {8, 8, true, 6, 3}, [](int, int, int query) { return std::max(query, 0); }, 0.25F);
        say(explanation, {0.05F, 0.6F, 0.349F, 0.001F});
        m_workspace->setExplanation(explanation);
        m_inspector->resize(260, 700);
        m_inspector->show();
    }

    void cleanup() { m_workspace.reset(); }

    void probabilitiesAreSortedAndTheTrueClassIsMarked()
    {
        const auto shown = rows("probabilities");
        QCOMPARE(shown.size(), 4);
        const QStringList names{"dog", "horse ✓", "cat", "ship"};
        const QStringList values{"60 %", "35 %", "5 %", "<1 %"};
        const QList<double> shares{0.6, 0.349, 0.05, 0.001};
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(shown[i].name, names[i]);
            QCOMPARE(plain(shown[i].value), values[i]);
            QVERIFY(std::abs(shown[i].share - shares[i]) < 1e-6);
            QCOMPARE(shown[i].isFirst, i == 0);
        }
        QVERIFY(shown[1].toolTip.contains("true class"));
    }

    void ofAThousandClassesTheMostProbableAreListedAndTheTrueOne()
    {
        QStringList names;
        for (int i = 0; i < 1000; ++i)
            names << QString("class %1").arg(i);
        std::vector<float> shares(1000, 0.5F / 999);
        shares[7] = 0.5F;
        Explanation explanation = lookingAtItself({8, 8, true, 1, 1});
        say(explanation, shares);
        m_workspace->setPicture(plainPicture(32, 32), "test #10", 900, names);
        m_workspace->setExplanation(explanation);
        const auto shown = rows("probabilities");
        QCOMPARE(shown.size(), 24 + 2);
        QCOMPARE(shown.first().name, QString("class 7"));
        QCOMPARE(shown[24].name, QString("class 900 ✓"));
        QCOMPARE(shown.last().name, QString("975 more"));
        QVERIFY(std::abs(shown.last().share - 975 * 0.5 / 999) < 1e-4);
    }

    void theHeadsFiguresAreItsOwn()
    {
        // Every patch puts 1/4 on CLS and 3/4 on itself; CLS 1/4 on itself and 3/4 on patch 0:
        // entropy (1/4 · log 4 + 3/4 · log 4/3) / log 65 = .135, no distance, 25 % on CLS.
        const auto shown = rows("headFigures");
        QCOMPARE(shown.size(), 3);
        QCOMPARE(shown[0].value, ".13");
        QCOMPARE(shown[1].value, "0.0 px");
        QCOMPARE(plain(shown[2].value), "25 %");
        QVERIFY(shown[0].toolTip.contains("log 65"));
        QVERIFY(shown[1].toolTip.contains("CLS is left out"));
    }

    void theDistanceIsInPixelsOfThePicture()
    {
        // Everyone looks one patch to the right (the last column to its left): 4 pixels.
        m_workspace->setExplanation(lookingAt(
            {8, 8, false}, [](int, int, int query) { return query % 8 == 7 ? query - 1 : query + 1; }));
        const auto shown = rows("headFigures");
        QCOMPARE(shown.size(), 2); // there is no CLS
        QCOMPARE(shown[1].value, "4.0 px");
        QVERIFY(!shown[1].toolTip.contains("CLS"));
    }

    void theShareOnClsFollowsTheQuery()
    {
        Explanation explanation = lookingAtItself({8, 8, true});
        auto& values = explanation.attention.values;
        values[std::size_t(65 * (1 + 9))] = 0.4F; // what patch (1, 1) puts on CLS
        m_workspace->setExplanation(explanation);
        m_state->pin(Query::ofPatch(1, 1));
        QCOMPARE(plain(rows("headFigures")[2].value), "40 %");
        m_state->pin(Query::ofPatch(1, 2));
        QCOMPARE(plain(rows("headFigures")[2].value), "0 %");
    }

    void controlsChangeTheState()
    {
        find<QSpinBox>("layer")->setValue(2);
        find<QSpinBox>("head")->setValue(1);
        QCOMPARE(m_state->layer(), 2);
        QCOMPARE(m_state->head(), 1);
        find<QSlider>("opacity")->setValue(40);
        QCOMPARE(m_state->opacity(), 40);
        QTest::keyClick(find<QSlider>("opacity"), Qt::Key_Right);
        QCOMPARE(m_state->opacity(), 41);
        QTest::mouseClick(find<QToolButton>("smooth"), Qt::LeftButton);
        QVERIFY(!m_state->isSmooth());
        QTest::mouseClick(find<QToolButton>("sharedScale"), Qt::LeftButton);
        QVERIFY(m_state->scale().shared);
        QVERIFY(!m_state->scale().fromLowest);
        QTest::mouseClick(find<QToolButton>("fromLowest"), Qt::LeftButton);
        QVERIFY(m_state->scale().fromLowest && m_state->scale().shared);
        QTest::keyClick(find<QComboBox>("colourMap"), Qt::Key_Down);
        QVERIFY(m_state->colourMap() == ColourMap::Magma);
    }

    void controlsFollowTheState()
    {
        m_state->setLayer(3);
        m_state->nextHead(-1);
        m_state->setOpacity(15);
        m_state->setColourMap(ColourMap::Viridis);
        m_state->setSmooth(false);
        m_state->pin(Query::ofPatch(3, 5));
        QCoreApplication::processEvents();
        QCOMPARE(find<QSpinBox>("layer")->value(), 3);
        QCOMPARE(find<QSpinBox>("layer")->maximum(), 5);
        QCOMPARE(find<QSpinBox>("head")->value(), 2);
        QCOMPARE(find<QSlider>("opacity")->value(), 15);
        QCOMPARE(find<QComboBox>("colourMap")->currentText(), "Viridis");
        QVERIFY(!find<QToolButton>("smooth")->isChecked());
        QCOMPARE(find<QLabel>("query")->text(), "patch (3, 5), pinned");
    }

    void aMethodWithoutAChosenQueryIsSeenFromAllPatches()
    {
        m_workspace->setExplanation(lookingAtItself({8, 8, false})); // no CLS: it pools its patches
        m_workspace->methodChoice()->setMethod("rollout");
        QCoreApplication::processEvents();
        QCOMPARE(find<QLabel>("query")->text(), "all patches");
        m_state->pin(Query::ofPatch(3, 5));
        QCoreApplication::processEvents();
        QCOMPARE(find<QLabel>("query")->text(), "patch (3, 5), pinned");
    }

    void beforeThereIsAMapItsControlsSayWhyTheyAreOff()
    {
        m_workspace->clear();
        QCoreApplication::processEvents();
        QVERIFY(!find<QSpinBox>("layer")->isEnabled());
        QVERIFY(find<QSpinBox>("layer")->toolTip().contains("no map yet"));
        QVERIFY(rows("probabilities").isEmpty());
        QVERIFY(rows("headFigures").isEmpty());
    }

    void everyControlHasATooltipAndAName()
    {
        for (QWidget* control : m_inspector->findChildren<QWidget*>()) {
            const bool takesInput = qobject_cast<QSpinBox*>(control) || qobject_cast<QSlider*>(control) ||
                                    qobject_cast<QComboBox*>(control) || qobject_cast<QToolButton*>(control);
            if (!takesInput || control->objectName().startsWith("qt_"))
                continue;
            QVERIFY2(!control->toolTip().isEmpty(), qPrintable(control->objectName()));
            auto* button = qobject_cast<QToolButton*>(control);
            QVERIFY2(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(control->objectName()));
        }
    }
};

SACCADE_SUITE(InspectorTest)
#include "inspector_test.moc"
