// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_panel.h"

#include "tests/support/suite.h"
#include "tests/ui/timeline/fake_timeline.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/timeline/loss_strip.h"
#include "ui/timeline/pinned_pictures.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_controls.h"

#include <QLabel>
#include <QSlider>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

class TimelinePanelTest : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        Fixture()
            : panel(&state, &pins, fake.reader())
        {
            state.setShape(lookingAtItself({4, 4, true, 2, 3}).attention);
            state.setLayer(0);
            state.setHead(0);
            state.setOpacity(100);
            state.setSmooth(false);
            panel.resize(900, 260);
            panel.show();
            if (!QTest::qWaitForWindowExposed(&panel))
                qFatal("the panel did not show");
        }
        /// The patch that the first picture's map shows; -1 where there is none, or another number of them.
        int shownPatch() const
        {
            const auto& blocks = panel.canvas()->drawing().blocks;
            if (blocks.empty())
                return -1;
            int shown = -1;
            for (int patch = 0; patch < 16; ++patch)
                if (FakeTimeline::patchColour(blocks[0].image, patch) == highest(ColourMap::Inferno))
                    shown = shown < 0 ? patch : 99;
            return shown == 99 ? -1 : shown;
        }
        std::int64_t shownStep() const { return panel.canvas()->drawing().moment.step; }
        template <typename T>
        T* part(const char* name) const
        {
            return panel.findChild<T*>(QLatin1String(name));
        }

        FakeTimeline fake;
        AttentionState state;
        PinnedPictures pins;
        TimelinePanel panel;
    };

private Q_SLOTS:
    void theNewestMomentIsShownAndFollowed()
    {
        Fixture f;
        f.panel.setTimeline(f.fake.timeline({0, 1, 2}));
        QTRY_COMPARE(f.shownPatch(), 2);
        QCOMPARE(f.part<QLabel>("timelineReading")->text(), QString("step 2, epoch 0.25, loss 1.00"));
        QCOMPARE(f.panel.canvas()->drawing().blocks.size(), std::size_t(2));
        f.panel.setTimeline(f.fake.timeline({0, 1, 2, 4}));
        QTRY_COMPARE(f.shownPatch(), 4);
        QCOMPARE(f.part<QSlider>("timelineSlider")->maximum(), 3);
        QCOMPARE(f.part<QSlider>("timelineSlider")->value(), 3);
    }

    void theSliderGoesToAnotherMomentWhichStaysWhileTheRunGoesOn()
    {
        Fixture f;
        f.panel.setTimeline(f.fake.timeline({0, 1, 2, 4, 8}));
        QTRY_COMPARE(f.shownPatch(), 8);
        auto* slider = f.part<QSlider>("timelineSlider");
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        QTRY_COMPARE(f.shownPatch(), 0);
        QCOMPARE(f.part<QLabel>("timelineReading")->text(), QString("step 0, epoch 0.00")); // no loss yet
        QTest::keyClick(slider, Qt::Key_Right);
        QTest::keyClick(slider, Qt::Key_Right);
        QTRY_COMPARE(f.shownStep(), std::int64_t(2));
        f.panel.setTimeline(f.fake.timeline({0, 2, 4, 8, 16})); // one was thinned out
        QTRY_COMPARE(f.panel.canvas()->drawing().view.timeline->moments.back().step, std::int64_t(16));
        QCOMPARE(f.shownPatch(), 2);
        QCOMPARE(slider->value(), 1);
        f.panel.setTimeline(f.fake.timeline({0, 4, 8, 16})); // and the one that was shown
        QTRY_COMPARE(f.shownStep(), std::int64_t(0));
    }

    void aClickOnTheLossGoesToItsMoment()
    {
        Fixture f;
        f.panel.setTimeline(f.fake.timeline({0, 1, 2, 4, 8}));
        auto* strip = f.panel.findChild<LossStrip*>();
        QTRY_VERIFY(strip->isVisible() && strip->width() > 100);
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(int(strip->xOf(3)) + 2, 5));
        QCOMPARE(f.panel.controls()->moment(), std::size_t(3));
        QTRY_COMPARE(f.shownPatch(), 4);
    }

    void headLayerAndColoursAreThoseOfTheLargePicture()
    {
        Fixture f;
        f.panel.setTimeline(f.fake.timeline({0, 1}));
        QTRY_COMPARE(f.shownPatch(), 1);
        f.state.setHead(2);
        QTRY_COMPARE(f.shownPatch(), 5);
        f.state.setLayer(1);
        QTRY_COMPARE(f.shownPatch(), 10);
        f.state.setColourMap(ColourMap::Viridis);
        QTRY_COMPARE(FakeTimeline::patchColour(f.panel.canvas()->drawing().blocks[0].image, 10),
                     highest(ColourMap::Viridis));
    }

    void compareWithHereShowsTheChangeSinceThen()
    {
        Fixture f;
        f.panel.setTimeline(f.fake.timeline({0, 1, 2, 4}));
        f.panel.controls()->setMoment(1);
        auto* compare = f.part<QToolButton>("timelineCompare");
        QCOMPARE(compare->text(), QString("Compare with here"));
        QTest::mouseClick(compare, Qt::LeftButton);
        QCOMPARE(compare->text(), QString("Change since step 1"));
        f.panel.controls()->setMoment(3);
        QTRY_VERIFY(f.panel.canvas()->drawing().against && f.shownStep() == 4);
        const TimelineDrawing& drawing = f.panel.canvas()->drawing();
        const ColourMap colours = drawing.view.signedColours;
        QVERIFY(isSigned(colours));
        QCOMPARE(FakeTimeline::patchColour(drawing.blocks[0].image, 4), highest(colours));
        QCOMPARE(FakeTimeline::patchColour(drawing.blocks[0].image, 1), lowest(colours));
        QTest::mouseClick(compare, Qt::LeftButton);
        QTRY_VERIFY(!f.panel.canvas()->drawing().against);
        QCOMPARE(f.shownPatch(), 4);
    }

    void playGoesThroughTheMomentsAndStopsAtTheEnd()
    {
        Fixture f;
        f.panel.setTimeline(f.fake.timeline({0, 1, 2}));
        QTRY_COMPARE(f.shownStep(), std::int64_t(2));
        QList<int> seen;
        connect(f.panel.controls(), &TimelineControls::changed, &f.panel,
                [&] { seen << int(f.panel.controls()->moment()); });
        QTest::mouseClick(f.part<QToolButton>("timelinePlay"), Qt::LeftButton);
        QVERIFY(f.panel.controls()->isPlaying());
        QTRY_VERIFY(!f.panel.controls()->isPlaying());
        QCOMPARE(seen, (QList<int>{0, 1, 2}));
        QVERIFY(!f.part<QToolButton>("timelinePlay")->isChecked());
    }

    void aDamagedMomentIsToldOfAndTheOthersAreShown()
    {
        Fixture f;
        f.fake.damagedStep = 1;
        f.panel.setTimeline(f.fake.timeline({0, 1, 2}));
        QTRY_COMPARE(f.shownPatch(), 2);
        f.panel.controls()->setMoment(1);
        QTRY_COMPARE(f.panel.fault(),
                     QString("step-4.safetensors: expected a whole file, found half of one"));
        QVERIFY(f.part<QLabel>("timelineFault")->isVisible());
        QCOMPARE(f.shownPatch(), 2); // what was there stays in view
        f.panel.controls()->setMoment(0);
        QTRY_COMPARE(f.shownPatch(), 0);
        QVERIFY(f.panel.fault().isEmpty());
    }

    void withoutATimelineItSaysHowToGetOne()
    {
        Fixture f;
        QVERIFY2(f.panel.hint().startsWith("Pin a picture (Shift+I)"), qPrintable(f.panel.hint()));
        QVERIFY(!f.panel.controls()->isVisible());
        f.panel.setTimeline(f.fake.timeline({0, 1}));
        QVERIFY(f.panel.hint().isEmpty());
        QVERIFY(f.panel.controls()->isVisible());
        QTRY_VERIFY(!f.panel.canvas()->drawing().blocks.empty());
        f.panel.setTimeline({});
        QVERIFY(!f.panel.controls()->isVisible());
        QVERIFY(f.panel.canvas()->drawing().blocks.empty());
    }

    void whatNobodySeesIsNotDrawn()
    {
        Fixture f;
        f.panel.hide();
        f.panel.setTimeline(f.fake.timeline({0, 1, 2}));
        QTest::qWait(50);
        QCOMPARE(f.fake.reads.load(), 0);
        f.panel.show();
        QTRY_COMPARE(f.shownPatch(), 2);
    }

    void aClickOnAPictureChoosesIt()
    {
        Fixture f;
        f.panel.setTimeline(f.fake.timeline({0, 1}));
        QTRY_VERIFY(!f.panel.canvas()->drawing().blocks.empty());
        QSignalSpy chosen(&f.panel, &TimelinePanel::pictureChosen);
        QTest::mouseClick(f.panel.canvas(), Qt::LeftButton, {}, f.panel.canvas()->blockRect(1).center());
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen[0][0].value<PictureRef>() == (PictureRef{Split::Test, 5}));
    }
};

SACCADE_SUITE(TimelinePanelTest)
#include "timeline_panel_test.moc"
