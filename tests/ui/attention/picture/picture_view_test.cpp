// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/overlay.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/picture_stage.h"
#include "ui/attention/picture/picture_header.h"
#include "ui/support/image_convert.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QLabel>
#include <QTextDocument>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

/// What the mouse does there, and the words.
struct Stage : PictureStage
{
    explicit Stage(const Grid& grid = {}, const Image& picture = plainPicture(32, 32))
        : PictureStage(lookingAtItself(grid), picture)
    {
    }
    QPoint centre(int row, int column) const
    {
        return canvas->patchRect(Query::ofPatch(row, column)).center().toPoint();
    }
    void hover(int row, int column) { QTest::mouseMove(canvas, centre(row, column)); }
    void click(int row, int column)
    {
        QTest::mouseClick(canvas, Qt::LeftButton, Qt::NoModifier, centre(row, column));
    }
    void leave()
    {
        QEvent event(QEvent::Leave);
        QCoreApplication::sendEvent(canvas, &event);
    }
    template <typename Widget = QLabel>
    QString words(const char* name) const
    {
        return view->findChild<Widget*>(name)->text();
    }
};

} // namespace

class PictureViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTitleOfASmallPictureIsWhole()
    {
        Theme::apply(*qApp, Scheme::Light);
        Stage stage({8, 8, true});
        stage.view->resize(320, 260);
        QCoreApplication::processEvents();
        QVERIFY(stage.canvas->width() < 150);
        const auto* title = stage.view->findChild<QLabel*>("pictureTitle");
        QVERIFY(!title->text().isEmpty());
        QVERIFY(title->width() >= title->sizeHint().width());
    }

    void theWordsBelowThePictureAreNeverCut()
    {
        Theme::apply(*qApp, Scheme::Light);
        Stage stage({8, 8, true});
        stage.state->pin(Query::ofPatch(3, 5));
        for (const bool hovers : {true, false})
            for (int width = 200; width <= 900; width += 20) {
                stage.view->resize(width, hovers ? 300 + width / 2 : 260);
                if (hovers)
                    stage.hover(3, 5);
                else
                    stage.leave();
                QCoreApplication::processEvents();
                for (const char* name : {"pictureCaption", "pictureNumbers"}) {
                    const auto* label = stage.view->findChild<QLabel*>(name);
                    QVERIFY(!label->text().isEmpty());
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(QString("%1 at %2").arg(name).arg(width)));
                    QVERIFY(label->geometry().bottom() < label->parentWidget()->height());
                }
            }
    }

    void hoveringAPatchLightsExactlyThatPatch_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("patch");
        QTest::addColumn<bool>("cls");
        QTest::newRow("32/4 with CLS") << 32 << 32 << 4 << true;
        QTest::newRow("48/8 without CLS") << 48 << 48 << 8 << false;
        QTest::newRow("48 × 32 / 8, not square") << 48 << 32 << 8 << true;
    }
    void hoveringAPatchLightsExactlyThatPatch()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, patch);
        QFETCH(bool, cls);
        const int rows = height / patch;
        const int columns = width / patch;
        Stage stage({rows, columns, cls}, plainPicture(width, height));
        for (int query = 0; query < rows * columns; ++query) {
            stage.hover(query / columns, query % columns);
            const QImage image = shown(stage.canvas);
            for (int cell = 0; cell < rows * columns; ++cell)
                QCOMPARE(colourAt(image, stage.centre(cell / columns, cell % columns)),
                         step(ColourMap::Inferno, cell == query ? 255 : 0));
        }
    }

    void aPatchReachesFromItsFirstPixelToItsLast()
    {
        Stage stage;
        const QRectF rect = stage.canvas->patchRect(Query::ofPatch(2, 5));
        const auto queryAt = [&](const QPointF& position) {
            QTest::mouseMove(stage.canvas, position.toPoint());
            return stage.state->query();
        };
        QVERIFY(queryAt(rect.topLeft()) == Query::ofPatch(2, 5));
        QVERIFY(queryAt(rect.bottomRight() - QPointF(1, 1)) == Query::ofPatch(2, 5));
        QVERIFY(queryAt(rect.topLeft() - QPointF(1, 0)) == Query::ofPatch(2, 4));
        QVERIFY(queryAt(rect.bottomRight() - QPointF(1, 0)) == Query::ofPatch(3, 5));
        QVERIFY2(queryAt(QPointF(1, 1)) == Query::ofCls(), "beside the picture there is no patch");
    }

    void theQueryIsOutlinedAndTheMapIsWhereItLooks()
    {
        Stage stage;
        stage.workspace.setExplanation(
            lookingAt({}, [](int, int, int query) { return (std::max(query, 0) + 2) % 64; }));
        stage.hover(3, 3);
        const QImage image = shown(stage.canvas);
        const QRectF rect = stage.canvas->patchRect(Query::ofPatch(3, 3));
        const QRgb accent = stage.canvas->palette().color(QPalette::Highlight).rgb();
        QCOMPARE(colourAt(image, QPointF(rect.left(), rect.center().y())), accent);
        QCOMPARE(colourAt(image, QPointF(rect.center().x(), rect.top())), accent);
        QCOMPARE(colourAt(image, rect.center()), step(ColourMap::Inferno, 0));
        QCOMPARE(colourAt(image, stage.centre(3, 5)), step(ColourMap::Inferno, 255));
    }

    void leavingThePictureGoesBackToCls()
    {
        Stage stage;
        stage.hover(4, 4);
        QVERIFY(stage.state->query() == Query::ofPatch(4, 4));
        stage.leave();
        QVERIFY(stage.state->query() == Query::ofCls());
        // CLS looks at patch 0.
        QCOMPARE(colourAt(shown(stage.canvas), stage.centre(0, 0)), step(ColourMap::Inferno, 255));
    }

    void aPinSurvivesLeavingAndHoveringElsewhere()
    {
        Stage stage;
        stage.hover(2, 6);
        stage.click(2, 6);
        stage.leave();
        QVERIFY(stage.state->query() == Query::ofPatch(2, 6));
        stage.hover(5, 1);
        const QImage image = shown(stage.canvas);
        QCOMPARE(colourAt(image, stage.centre(2, 6)), step(ColourMap::Inferno, 255));
        QCOMPARE(colourAt(image, stage.centre(5, 1)), step(ColourMap::Inferno, 0));
    }

    void aSecondClickLetsGoAndAClickElsewhereMovesThePin()
    {
        Stage stage;
        stage.hover(2, 6);
        stage.click(2, 6);
        stage.hover(1, 1);
        stage.click(1, 1);
        QVERIFY(stage.state->isPinned());
        QVERIFY(stage.state->query() == Query::ofPatch(1, 1));
        stage.click(1, 1);
        QVERIFY(!stage.state->isPinned());
        QTest::mouseClick(stage.canvas, Qt::RightButton, Qt::NoModifier, stage.centre(3, 3));
        QVERIFY(!stage.state->isPinned());
    }

    void opacityZeroGivesThePicturesOwnPixels()
    {
        Stage stage({}, colourfulPicture(32, 32));
        stage.state->setOpacity(0);
        for (const bool smooth : {false, true}) {
            stage.state->setSmooth(smooth);
            const QImage image = shown(stage.canvas);
            const int side = image.width() - 2 * PictureCanvas::Margin;
            QCOMPARE(image.copy(PictureCanvas::Margin, PictureCanvas::Margin, side, side),
                     toQImage(enlarge(colourfulPicture(32, 32), side)));
        }
    }

    void allPixelsOfThePictureAreAlikeAtEverySize()
    {
        Stage stage;
        for (const QSize size : {QSize(300, 400), QSize(411, 530), QSize(700, 480), QSize(801, 803)}) {
            stage.view->resize(size);
            QCoreApplication::processEvents();
            const int side = stage.canvas->width() - 2 * PictureCanvas::Margin;
            QVERIFY(side >= 128);
            QCOMPARE(side % 32, 0);
            QVERIFY(stage.view->rect().contains(stage.canvas->geometry()));
            for (const QWidget* child : stage.view->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
                if (child->isVisible())
                    QVERIFY2(stage.view->rect().contains(child->geometry()),
                             child->metaObject()->className());
        }
    }

    void thePictureIsAsLargeWhateverTheWordsAroundItAre()
    {
        Stage stage;
        const auto sizeAt = [&stage](int width) {
            stage.view->resize(width, 561);
            stage.view->resize(width, 560); // laid out with the words that are there now
            return stage.canvas->size();
        };
        for (int width = 360; width <= 620; width += 20) {
            stage.workspace.setPicture(plainPicture(32, 32), "test #10", 1, {"cat", "horse"});
            stage.workspace.setExplanation(lookingAtItself({}));
            const QSize size = sizeAt(width);
            stage.state->togglePin();
            QCoreApplication::processEvents();
            QCOMPARE(stage.words<QToolButton>("pinQuery"), QString("Pinned"));
            QCOMPARE(sizeAt(width), size);
            stage.state->unpin();
            QCoreApplication::processEvents();
            // There is no room for the header's hint beside these.
            stage.workspace.setPicture(plainPicture(32, 32), "test #10", 1, {"cat", QString(60, 'm')});
            stage.workspace.setExplanation(lookingAtItself({}));
            QCOMPARE(sizeAt(width), size);
        }
    }

    void theTitleTellsTrueClassPlaceAndPrediction()
    {
        Stage stage; // probabilities .25 cat, .75 horse; label: horse
        QCOMPARE(stage.words("pictureTitle"), "horse");
        QCOMPARE(stage.words("pictureVerdict"), "predicted horse ✓");
        stage.workspace.setPicture(plainPicture(32, 32), PictureRef{Split::Train, 7}, 0, {"cat", "horse"});
        stage.workspace.setExplanation(lookingAtItself({}));
        QCOMPARE(stage.words("pictureVerdict"), "predicted horse ✗");
        QVERIFY(stage.view->findChild<QWidget*>("pictureTitle")->parentWidget()->accessibleName() ==
                "cat — train #7 — predicted horse ✗");
        stage.workspace.setPicture(plainPicture(32, 32), "holiday.jpg", -1, {"cat", "horse"});
        stage.workspace.setExplanation(lookingAtItself({}));
        QCOMPARE(stage.words("pictureTitle"), "holiday.jpg");
        QCOMPARE(stage.words("pictureVerdict"), "predicted horse");
    }

    void aNarrowHeaderShortensItsWordsAndKeepsTheMark()
    {
        PictureHeader header;
        auto scene = std::make_shared<Scene>();
        scene->trueLabel = 0;
        scene->classNames = QStringList{"a class with a long name", "another"};
        auto explanation = std::make_shared<Explanation>(lookingAtItself({}));
        say(*explanation, {0.75F, 0.25F});
        scene->explanation = explanation;
        header.resize(1000, 30);
        header.setScene(scene);
        const QString all = header.text();
        const auto* verdict = header.findChild<QLabel*>("pictureVerdict");
        QCOMPARE(verdict->text(), "predicted a class with a long name ✓");
        const int title = header.findChild<QLabel*>("pictureTitle")->sizeHint().width();
        const QString classAlone = "a class with a long name ✓";
        header.resize(title + verdict->fontMetrics().horizontalAdvance(classAlone) + 24, 30);
        header.show();
        QCOMPARE(verdict->text(), classAlone);
        header.resize(title + 140, 30);
        QCoreApplication::processEvents();
        QVERIFY(verdict->text().contains("…"));
        QVERIFY(verdict->text().endsWith("✓"));
        QVERIFY(verdict->x() + verdict->sizeHint().width() <= header.width());
        QCOMPARE(header.text(), all);
    }

    void aShareBelowOnePercentIsWrittenAndNotTakenForATag()
    {
        Stage stage({4, 4, true});
        stage.workspace.setExplanation(lookingAt(
            {4, 4, true}, [](int, int, int) { return 3; }, 0.003F));
        QCoreApplication::processEvents();
        QTextDocument shown;
        shown.setHtml(stage.words("pictureNumbers"));
        QVERIFY2(shown.toPlainText().replace(QChar(QChar::Nbsp), ' ').contains("<1 % of it goes to CLS."),
                 qPrintable(shown.toPlainText()));
    }

    void theCaptionSaysWhatTheMapAndItsNumbersAre()
    {
        Stage stage({8, 8, true, 6, 3});
        stage.workspace.setExplanation(lookingAt(
            {8, 8, true, 6, 3}, [](int, int, int query) { return query < 0 ? 0 : 9; }, 0.06F));
        stage.state->setLayer(4);
        stage.state->setHead(2);
        stage.hover(3, 5);
        stage.click(3, 5);
        stage.hover(1, 1); // patch 9
        QCoreApplication::processEvents();
        QCOMPARE(stage.words("pictureCaption"),
                 "<b>Layer 4, head 2</b>, seen from <b>patch (3, 5)</b>: where this patch looks.");
        QString numbers = stage.words("pictureNumbers");
        numbers.remove(QChar(0x2060)).replace(QChar(QChar::Nbsp), ' ');
        QCOMPARE(numbers, "Rows sum to 1; 6 % of it goes to CLS. Value under the cursor: <b>.940</b>");
        stage.leave();
        stage.state->queryCls();
        QCoreApplication::processEvents();
        QVERIFY(stage.words("pictureCaption").contains("seen from <b>CLS</b>"));
        QVERIFY(!stage.words("pictureNumbers").contains("cursor"));
    }

    void theClsButtonShowsClsAndPinsItOnAClick()
    {
        Stage stage;
        auto* button = stage.view->findChild<QToolButton*>("queryCls");
        stage.hover(4, 4);
        stage.click(4, 4);
        QTest::mouseClick(button, Qt::LeftButton);
        QCoreApplication::processEvents();
        QVERIFY(stage.state->isPinned());
        QVERIFY(stage.state->query() == Query::ofCls());
        QVERIFY(button->isChecked());
        QCOMPARE(colourAt(shown(stage.canvas), stage.centre(0, 0)), step(ColourMap::Inferno, 255));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!stage.state->isPinned());
    }

    void withoutAClsTokenItsButtonSaysWhyItCannotBeUsed()
    {
        Stage stage({8, 8, false});
        auto* button = stage.view->findChild<QToolButton*>("queryCls");
        QVERIFY(!button->isEnabled());
        QVERIFY(button->toolTip().contains("no CLS token"));
        QVERIFY(stage.state->query() == Query::ofPatch(4, 4));
    }

    void valuesThatAreNotNumbersAreSaidToBeSo()
    {
        Stage stage;
        Explanation explanation = lookingAtItself({});
        for (float& value : explanation.attention.values)
            value = std::numeric_limits<float>::quiet_NaN();
        stage.workspace.setExplanation(explanation);
        QVERIFY(stage.words("pictureNumbers").contains("not numbers"));
        QCOMPARE(colourAt(shown(stage.canvas), stage.centre(3, 3)), step(ColourMap::Inferno, 0));
    }
};

SACCADE_SUITE(PictureViewTest)
#include "picture_view_test.moc"
