// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_methods.h"
#include "tests/ui/attention/picture_stage.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/methods/method_follower.h"
#include "ui/attention/picture/colour_bar.h"

#include <QApplication>
#include <QLabel>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

/// A shown picture of 8 × 8 patches, and what is asked for.
struct Stage : PictureStage
{
    MethodChoice* choice = workspace.methodChoice();
    std::vector<MethodRequest> asked;

    explicit Stage(const Explanation& explanation = lookingAtItself({8, 8, true, 2, 2}))
        : PictureStage(explanation)
    {
        QObject::connect(&workspace, &AttentionWorkspace::methodWanted, view,
                         [this](const MethodRequest& request) { asked.push_back(request); });
    }
    /// Chooses a method and waits until it is asked for; false where it is not.
    bool choose(const char* method)
    {
        const std::size_t before = asked.size();
        choice->setMethod(method);
        return QTest::qWaitFor([&] { return asked.size() > before; });
    }
    void answer(std::vector<MethodMap> maps) { workspace.setMethodMaps(asked.back(), maps); }
    QPointF centre(int row, int column, int cells) const
    {
        const double side = canvas->width() - 2.0 * PictureCanvas::Margin;
        return QPointF(PictureCanvas::Margin, PictureCanvas::Margin) +
               QPointF(column + 0.5, row + 0.5) * side / cells;
    }
    QRgb colour(int row, int column, int cells = 8)
    {
        return colourAt(shown(canvas), centre(row, column, cells));
    }
    void hover(int row, int column, int cells = 8)
    {
        QTest::mouseMove(canvas, centre(row, column, cells).toPoint());
    }
    QString words(const char* label) const
    {
        QString text = view->findChild<QLabel*>(label)->text();
        return text.remove(QChar(0x2060)).replace(QChar(QChar::Nbsp), ' ');
    }
};

} // namespace

class MethodMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAttentionItselfIsNeverAskedFor()
    {
        Stage stage;
        stage.hover(2, 3);
        stage.state->setLayer(0);
        QTest::qWait(MethodFollower::RestMs + 100);
        QVERIFY(stage.asked.empty());
        QCOMPARE(stage.colour(2, 3), step(ColourMap::Inferno, 255));
    }

    void aChosenMethodsMapTakesTheAttentionsPlaceAndItsCaption()
    {
        Stage stage;
        QVERIFY(stage.choose("grad-cam"));
        QCOMPARE(stage.asked.back().method, std::string("grad-cam"));
        QCOMPARE(stage.asked.back().layer, std::optional(1));
        QVERIFY(!stage.asked.back().classIndex);
        MethodMap map = spotMap(8, 8, 8 * 5 + 6, 2.0F);
        map.classIndex = 1;
        map.layer = 1;
        stage.answer({map});
        QCOMPARE(stage.colour(5, 6), step(ColourMap::Inferno, 255));
        QCOMPARE(stage.colour(0, 0), step(ColourMap::Inferno, 0)); // where CLS looks
        QCOMPARE(stage.words("pictureCaption"), "<b>Grad-CAM</b>, layer 1, for <b>horse</b>.");
        stage.hover(5, 6);
        QCoreApplication::processEvents();
        QCOMPARE(stage.words("pictureNumbers"),
                 "Relevance for the class, up to the layer. Value under the cursor: <b>2.00</b>");
        stage.choice->setMethod("attention");
        QVERIFY(stage.words("pictureCaption").contains("Layer 1, head 0"));
        QCOMPARE(stage.colour(5, 6),
                 step(ColourMap::Inferno, 255)); // where that patch looks: the mouse is there
        QCOMPARE(stage.colour(5, 5), step(ColourMap::Inferno, 0));
    }

    void anotherClassIsAskedForAndSaid()
    {
        Stage stage;
        QVERIFY(stage.choose("gradient"));
        stage.answer({spotMap(8, 8, 0, 1.0F)});
        stage.choice->setClass(0);
        QTRY_COMPARE(stage.asked.size(), std::size_t(2));
        QCOMPARE(stage.asked.back().classIndex, std::optional(0));
        QCOMPARE(stage.colour(0, 0), step(ColourMap::Inferno, 255)); // the old one stays until then
        stage.answer({spotMap(8, 8, 63, 1.0F)});
        QCOMPARE(stage.colour(0, 0), step(ColourMap::Inferno, 0));
        QCOMPARE(stage.colour(7, 7), step(ColourMap::Inferno, 255));
        QVERIFY(stage.words("pictureCaption").contains("for <b>cat</b>"));
    }

    void aSignedMapHasItsZeroInTheMiddleOfItsColours()
    {
        Stage stage;
        QVERIFY(stage.choose("occlusion"));
        MethodMap map = spotMap(8, 8, 0, -1.0F);
        map.values[1] = 0.5F;
        map.isSigned = true;
        stage.answer({map});
        QCOMPARE(stage.colour(0, 0), step(ColourMap::BlueWhiteOrange, 0));
        QCOMPARE(stage.colour(0, 1), step(ColourMap::BlueWhiteOrange, 191));
        QCOMPARE(stage.colour(4, 4), step(ColourMap::BlueWhiteOrange, 128));
        stage.state->setScaleFromLowest(true); // means nothing here
        QCOMPARE(stage.colour(4, 4), step(ColourMap::BlueWhiteOrange, 128));
        QCOMPARE(stage.view->findChild<ColourBar*>()->accessibleDescription(), "From -1.00 to 1.00");
        stage.state->setColourMap(ColourMap::BlueDarkOrange);
        QCOMPARE(stage.colour(0, 0), step(ColourMap::BlueDarkOrange, 0));
        QVERIFY(stage.state->colourMap() == ColourMap::Inferno);
    }

    void theScaleBeginsAtTheLowestValueWhereThatIsChosen()
    {
        Stage stage;
        QVERIFY(stage.choose("gradient"));
        stage.answer({spotMap(8, 8, 0, 1.0F, 0.5F)});
        QCOMPARE(stage.colour(4, 4), step(ColourMap::Inferno, 128));
        stage.state->setScaleFromLowest(true);
        QCOMPARE(stage.colour(4, 4), step(ColourMap::Inferno, 0));
    }

    void aSharedScaleHoldsWhatWasSeenOfTheMethod()
    {
        Stage stage;
        stage.state->setScaleShared(true);
        QVERIFY(stage.choose("gradient"));
        stage.answer({spotMap(8, 8, 0, 2.0F)});
        stage.choice->setClass(0);
        QTRY_COMPARE(stage.asked.size(), std::size_t(2));
        stage.answer({spotMap(8, 8, 0, 1.0F)});
        QCOMPARE(stage.colour(0, 0), step(ColourMap::Inferno, 128));
        stage.state->setScaleShared(false);
        QCOMPARE(stage.colour(0, 0), step(ColourMap::Inferno, 255));
        // Another method's values are of another kind.
        stage.state->setScaleShared(true);
        QVERIFY(stage.choose("grad-cam"));
        stage.answer({spotMap(8, 8, 0, 1.0F)});
        QCOMPARE(stage.colour(0, 0), step(ColourMap::Inferno, 255));
    }

    void layersThatComeInOneAnswerAreNotAskedForAgain()
    {
        Stage stage;
        QVERIFY(stage.choose("head-mean"));
        QVERIFY(!stage.asked.back().layer);
        MethodMap first = spotMap(8, 8, 3, 1.0F);
        first.layer = 0;
        MethodMap second = spotMap(8, 8, 4, 1.0F);
        second.layer = 1;
        stage.answer({first, second});
        QCOMPARE(stage.colour(0, 4), step(ColourMap::Inferno, 255));
        stage.state->setLayer(0);
        QCOMPARE(stage.colour(0, 3), step(ColourMap::Inferno, 255));
        QTest::qWait(MethodFollower::RestMs + 100);
        QCOMPARE(stage.asked.size(), std::size_t(1));
    }

    void aMethodOfEachHeadComesInOneAnswerToo()
    {
        Stage stage;
        QVERIFY(stage.choose("gradient-attention"));
        QVERIFY(!stage.asked.back().layer && !stage.asked.back().head);
        std::vector<MethodMap> maps;
        for (int head = 0; head < 2; ++head) {
            maps.push_back(spotMap(8, 8, 3 + head, 1.0F));
            maps.back().layer = stage.state->layer();
            maps.back().head = head;
        }
        stage.answer(maps);
        QCOMPARE(stage.colour(0, 3), step(ColourMap::Inferno, 255));
        QVERIFY(stage.words("pictureCaption").contains("layer 1, head 0"));
        stage.state->setHead(1);
        QCOMPARE(stage.colour(0, 4), step(ColourMap::Inferno, 255));
        QTest::qWait(MethodFollower::RestMs + 100);
        QCOMPARE(stage.asked.size(), std::size_t(1));
    }

    void aQueryUnderTheMouseIsAskedForOnceTheMouseRests()
    {
        Stage stage;
        QVERIFY(stage.choose("rollout"));
        stage.answer({spotMap(8, 8, 0, 1.0F)});
        QCOMPARE(stage.asked.back().query, std::optional(0));
        for (int column = 0; column < 8; ++column) {
            stage.hover(3, column);
            QTest::qWait(20);
        }
        QCOMPARE(stage.asked.size(), std::size_t(1));
        QTRY_COMPARE(stage.asked.size(), std::size_t(2));
        QCOMPARE(stage.asked.back().query, std::optional(1 + 3 * 8 + 7));
        stage.state->pin(Query::ofPatch(1, 1));
        QTRY_COMPARE(stage.asked.size(), std::size_t(3));
        QCOMPARE(stage.asked.back().query, std::optional(1 + 8 + 1));
    }

    void anAnswerThatIsNoLongerWantedIsDropped()
    {
        Stage stage;
        QVERIFY(stage.choose("gradient"));
        const MethodRequest old = stage.asked.back();
        QVERIFY(stage.choose("occlusion"));
        stage.answer({spotMap(8, 8, 1, 1.0F)});
        stage.workspace.setMethodMaps(old, {spotMap(8, 8, 0, 1.0F)});
        QCOMPARE(stage.colour(0, 1), step(ColourMap::Inferno, 255));
        QVERIFY(stage.words("pictureCaption").contains("Occlusion"));
        stage.choice->setMethod("attention");
        stage.workspace.setMethodMaps(old, {spotMap(8, 8, 1, 1.0F)});
        QCOMPARE(stage.colour(0, 1), step(ColourMap::Inferno, 0));
    }

    void aRefusalStandsInThePicturesPlace()
    {
        Stage stage;
        QVERIFY(stage.choose("contrast"));
        const QImage before = shown(stage.canvas);
        stage.workspace.setMethodMessage("expected another class than <1>");
        QVERIFY(shown(stage.canvas) != before);
        QCOMPARE(stage.words("pictureNumbers"), "expected another class than &lt;1&gt;");
        QVERIFY(!QApplication::activeModalWidget());
        const QRgb plain = qRgb(20, 120, 60);
        QVERIFY2(stage.colour(7, 7) != plain, "the picture is veiled");
        QVERIFY2(stage.colour(0, 0) != step(ColourMap::Inferno, 255), "no old map shows through");
        QVERIFY(stage.choose("gradient"));
        stage.answer({spotMap(8, 8, 9, 1.0F)});
        QCOMPARE(stage.colour(1, 1), step(ColourMap::Inferno, 255));
    }

    void mapsThatDoNotFitTheirSizesAreRefused()
    {
        Stage stage;
        QVERIFY(stage.choose("gradient"));
        MethodMap map = spotMap(8, 8, 0, 1.0F);
        map.values.pop_back();
        stage.answer({map});
        QVERIFY(stage.words("pictureNumbers").contains("do not fit"));
    }

    void aModelWithoutAttentionHasMapsOfItsOwnGrid()
    {
        Explanation cnn;
        say(cnn, {0.9F, 0.1F});
        Stage stage(cnn);
        QVERIFY(stage.words("pictureNumbers").contains("no attention maps"));
        QVERIFY(stage.choose("grad-cam"));
        QVERIFY(!stage.asked.back().layer && !stage.asked.back().query);
        MethodMap map = spotMap(4, 4, 4 * 2 + 1, 0.25F);
        map.layer = 2;
        stage.answer({map});
        QCOMPARE(stage.colour(2, 1, 4), step(ColourMap::Inferno, 255));
        QCOMPARE(stage.colour(2, 2, 4), step(ColourMap::Inferno, 0));
        stage.hover(2, 1, 4);
        QCoreApplication::processEvents();
        QVERIFY(stage.words("pictureNumbers").contains("<b>.250</b>"));
        stage.hover(0, 0, 4);
        QCoreApplication::processEvents();
        QVERIFY(stage.words("pictureNumbers").contains("<b>0</b>"));
    }

    void anotherPictureIsAskedAboutAnewAndShowsNoOldMap()
    {
        Stage stage;
        QVERIFY(stage.choose("gradient"));
        stage.answer({spotMap(8, 8, 0, 1.0F)});
        stage.workspace.setPicture(plainPicture(32, 32), "test #11", 0, {"cat", "horse"});
        QCOMPARE(stage.colour(0, 0), qRgb(20, 120, 60));
        QCOMPARE(stage.asked.size(), std::size_t(1));
        stage.workspace.setExplanation(lookingAtItself({8, 8, true, 2, 2}));
        QCOMPARE(stage.asked.size(), std::size_t(2));
        QCOMPARE(stage.colour(0, 0), qRgb(20, 120, 60)); // not the attention either
    }
};

SACCADE_SUITE(MethodMapTest)
#include "method_map_test.moc"
