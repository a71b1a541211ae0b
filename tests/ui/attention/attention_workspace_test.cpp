// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/overlay.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/inspector/bar_list.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/attention/picture/busy_line.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/support/image_convert.h"

#include <QLabel>
#include <QPointer>
#include <QSplitter>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

class AttentionWorkspaceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AttentionWorkspace> m_workspace;

    bool showsPictureItself(const Image& picture)
    {
        const QImage image = shown(m_workspace->pictureView()->canvas());
        const int side = image.width() - 2 * PictureCanvas::Margin;
        return image.copy(PictureCanvas::Margin, PictureCanvas::Margin, side, side) ==
               toQImage(enlarge(picture, side));
    }
    QString numbers() { return m_workspace->pictureView()->findChild<QLabel*>("pictureNumbers")->text(); }
    qsizetype classesShown()
    {
        return m_workspace->inspector()->findChild<BarList*>("probabilities")->rows().size();
    }
    void setPicture(const Image& picture)
    {
        m_workspace->setPicture(picture, PictureRef{Split::Test, 10}, 1, {"cat", "horse"});
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<AttentionWorkspace>();
        m_workspace->pictureView()->resize(420, 480);
        m_workspace->pictureView()->show();
        setPicture(plainPicture(32, 32));
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
    }

    void cleanup() { m_workspace.reset(); }

    void anOldMapIsNeverShownOverANewPicture()
    {
        QVERIFY(!showsPictureItself(plainPicture(32, 32)));
        setPicture(colourfulPicture(32, 32));
        QVERIFY(showsPictureItself(colourfulPicture(32, 32)));
        m_workspace->setPending();
        QVERIFY(showsPictureItself(colourfulPicture(32, 32)));
        // The grid and the bars follow after a moment in which a quick model would have answered.
        QCOMPARE(classesShown(), 2);
        QTRY_COMPARE(classesShown(), 0);
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
        QCOMPARE(classesShown(), 2);
        QVERIFY(!showsPictureItself(colourfulPicture(32, 32)));
    }

    void aMapStaysWhileANewOneOfTheSamePictureIsComputed()
    {
        m_workspace->setPending();
        QVERIFY(!showsPictureItself(plainPicture(32, 32)));
        QCOMPARE(classesShown(), 2);
    }

    void waitingIsShownOnlyWhenItTakesLong()
    {
        auto* line = m_workspace->pictureView()->findChild<BusyLine*>();
        m_workspace->setPending();
        QCoreApplication::processEvents();
        QVERIFY(line->isHidden());
        QTRY_VERIFY(line->isVisible());
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
        QVERIFY(line->isHidden());
    }

    void layerHeadAndQueryStayFromPictureToPicture()
    {
        AttentionState* state = m_workspace->state();
        state->setLayer(2);
        state->setHead(1);
        state->pin(Query::ofPatch(6, 7));
        setPicture(colourfulPicture(32, 32));
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
        QCOMPARE(state->layer(), 2);
        QCOMPARE(state->head(), 1);
        QVERIFY(state->isPinned());
        QVERIFY(state->query() == Query::ofPatch(6, 7));
        m_workspace->setExplanation(lookingAtItself({6, 6, false, 2, 1})); // another model
        QCOMPARE(state->layer(), 1);
        QCOMPARE(state->head(), 0);
        QVERIFY(!state->isPinned());
        QVERIFY(state->query() == Query::ofPatch(3, 3));
        shown(m_workspace->pictureView());
        shown(m_workspace->headGrid());
    }

    void aMessageTakesTheMapsPlace()
    {
        m_workspace->setMessage("model.safetensors: expected <65> tokens, found 64");
        QCOMPARE(numbers(), "model.safetensors: expected &lt;65&gt; tokens, found 64");
        QVERIFY(showsPictureItself(plainPicture(32, 32)));
        QCOMPARE(classesShown(), 0);
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
        QVERIFY(numbers().startsWith("Rows sum to 1"));
    }

    void mapsThatDoNotFitTheirSizesAreRefused()
    {
        Explanation explanation = lookingAtItself({8, 8, true, 6, 3});
        explanation.attention.values.pop_back();
        m_workspace->setExplanation(explanation);
        QVERIFY(numbers().contains("do not fit"));
        explanation = lookingAtItself({8, 8, true, 6, 3});
        explanation.attention.gridRows = 7;
        m_workspace->setExplanation(explanation);
        QVERIFY(numbers().contains("do not fit"));
        shown(m_workspace->pictureView());
        shown(m_workspace->headGrid());
    }

    void aModelWithoutAttentionStillSaysItsProbabilities()
    {
        Explanation explanation;
        say(explanation, {0.9F, 0.1F});
        m_workspace->setExplanation(explanation);
        QVERIFY(numbers().contains("no attention maps"));
        QCOMPARE(classesShown(), 2);
        QVERIFY(showsPictureItself(plainPicture(32, 32)));
        // Nothing of the last model's maps is left to look at, and every key and click is calmly ignored.
        AttentionState* state = m_workspace->state();
        state->nextLayer(1);
        state->nextHead(-1);
        state->moveQuery(1, 1);
        state->queryCls();
        state->togglePin();
        for (QWidget* widget : {static_cast<QWidget*>(m_workspace->pictureView()),
                                static_cast<QWidget*>(m_workspace->headGrid()),
                                static_cast<QWidget*>(m_workspace->inspector())}) {
            widget->resize(420, 480);
            shown(widget);
            QTest::mouseMove(widget, widget->rect().center());
            QTest::mouseClick(widget, Qt::LeftButton, Qt::NoModifier, widget->rect().center());
            QTest::keyClick(widget, Qt::Key_Down);
        }
        QVERIFY(m_workspace->inspector()->findChild<BarList*>("headFigures")->rows().isEmpty());
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
        QVERIFY(numbers().startsWith("Rows sum to 1"));
    }

    void registersAreLeftOutOfTheMapAndToldInWords()
    {
        m_workspace->setExplanation(lookingAt(
            {8, 8, true, 2, 2, 3}, [](int, int, int) { return 5; }, 0.25F));
        QCoreApplication::processEvents();
        QVERIFY(numbers().contains("28"));
        QVERIFY(numbers().contains("CLS and registers"));
        QStringList names;
        for (const auto& row : m_workspace->inspector()->findChild<BarList*>("headFigures")->rows())
            names << row.name;
        QVERIFY(names.contains("On CLS") && names.contains("On registers"));
        m_workspace->setExplanation(lookingAt({8, 8, false, 2, 2, 3}, [](int, int, int) { return 5; }));
        QCoreApplication::processEvents();
        QVERIFY(numbers().contains("the registers"));
        QVERIFY(!m_workspace->state()->query().cls);
    }

    void clearingLeavesNothing()
    {
        m_workspace->clear();
        QCOMPARE(classesShown(), 0);
        QVERIFY(numbers().isEmpty());
        QVERIFY(m_workspace->pictureView()->findChild<QLabel*>("pictureTitle")->text().isEmpty());
        shown(m_workspace->pictureView());
        shown(m_workspace->headGrid());
    }

    void thePictureAndTheGridWorkAtEverySize()
    {
        QSplitter splitter;
        splitter.addWidget(m_workspace->pictureView());
        splitter.addWidget(m_workspace->headGrid());
        splitter.show();
        for (const QSize size : {QSize(200, 150), QSize(500, 400), QSize(1600, 300), QSize(300, 1200)}) {
            splitter.resize(size);
            shown(&splitter);
        }
        m_workspace->setPicture(plainPicture(640, 200), "wide.png", -1, {"cat", "horse"});
        m_workspace->setExplanation(lookingAtItself({5, 16, false, 2, 2}));
        shown(&splitter);
        m_workspace.reset(); // before the splitter
        QCOMPARE(splitter.count(), 0);
    }

    void theWindowMayGoFirst()
    {
        auto splitter = std::make_unique<QSplitter>();
        splitter->addWidget(m_workspace->pictureView());
        splitter->addWidget(m_workspace->headGrid());
        splitter->addWidget(m_workspace->inspector());
        splitter.reset();
        QVERIFY(!m_workspace->pictureView());
        setPicture(plainPicture(32, 32));
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
        m_workspace->clear();
    }
};

SACCADE_SUITE(AttentionWorkspaceTest)
#include "attention_workspace_test.moc"
