// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_artist.h"

#include "tests/support/suite.h"
#include "tests/ui/timeline/fake_timeline.h"

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

/// The colours alone, a patch as one square.
TimelineView viewOf(const TimelinePtr& timeline, std::int64_t step)
{
    TimelineView view;
    view.timeline = timeline;
    view.step = step;
    view.layer = 1;
    view.head = 2;
    view.opacity = 100;
    view.smooth = false;
    view.side = 64;
    return view;
}

} // namespace

class TimelineArtistTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMomentIsDrawnAsItsMapSays()
    {
        FakeTimeline fake;
        TimelineArtist artist(fake.reader());
        const TimelineDrawing drawing = artist.draw(viewOf(fake.timeline({0, 1, 2, 4}), 2));
        QCOMPARE(drawing.moment.step, std::int64_t(2));
        QCOMPARE(drawing.blocks.size(), std::size_t(2));
        const QImage& image = drawing.blocks[0].image;
        QCOMPARE(image.size(), QSize(64, 64));
        for (int patch = 0; patch < 16; ++patch)
            QCOMPARE(FakeTimeline::patchColour(image, patch), patch == FakeTimeline::patchAt(2, 1, 2)
                                                                  ? highest(ColourMap::Inferno)
                                                                  : lowest(ColourMap::Inferno));
        QCOMPARE(drawing.blocks[0].predicted, 1);
        QVERIFY(std::abs(drawing.blocks[0].probability - 0.75F) < 1e-6F);
        QVERIFY(drawing.blocks[0].isRight);
        QVERIFY(!drawing.blocks[1].isRight);
        QVERIFY(std::abs(drawing.blocks[1].trueProbability - 0.25F) < 1e-6F);
    }

    void aChangeHasTheSignOfWhatCameAndWent()
    {
        FakeTimeline fake;
        TimelineArtist artist(fake.reader());
        TimelineView view = viewOf(fake.timeline({0, 1, 2, 4}), 4);
        view.against = 1;
        const TimelineDrawing drawing = artist.draw(view);
        QCOMPARE(drawing.against->step, std::int64_t(1));
        QVERIFY(std::abs(drawing.furthest - 1.0F) < 1e-6F);
        const QImage& image = drawing.blocks[1].image;
        const ColourMap colours = ColourMap::BlueWhiteOrange;
        QCOMPARE(FakeTimeline::patchColour(image, FakeTimeline::patchAt(4, 1, 2)), highest(colours));
        QCOMPARE(FakeTimeline::patchColour(image, FakeTimeline::patchAt(1, 1, 2)), lowest(colours));
        // What stayed as it was has the middle colour.
        QVERIFY(FakeTimeline::patchColour(image, FakeTimeline::patchAt(2, 1, 2)) != highest(colours));
        QVERIFY(FakeTimeline::patchColour(image, FakeTimeline::patchAt(2, 1, 2)) != lowest(colours));
    }

    void aMomentComparedWithItselfHasNotChanged()
    {
        FakeTimeline fake;
        TimelineArtist artist(fake.reader());
        TimelineView view = viewOf(fake.timeline({0, 4}), 4);
        view.against = 4;
        const TimelineDrawing drawing = artist.draw(view);
        QCOMPARE(drawing.furthest, 0.0F);
        for (int patch = 1; patch < 16; ++patch)
            QCOMPARE(FakeTimeline::patchColour(drawing.blocks[0].image, patch),
                     FakeTimeline::patchColour(drawing.blocks[0].image, 0));
    }

    void allHeadsOfALayerStandSideBySide()
    {
        FakeTimeline fake;
        TimelineArtist artist(fake.reader());
        TimelineView view = viewOf(fake.timeline({0, 3}), 3);
        view.allHeads = true;
        view.side = 66; // two by two cells of 32 pixels and two between them
        const QImage image = artist.draw(view).blocks[0].image;
        for (int head = 0; head < 3; ++head) {
            const QImage cell = image.copy((head % 2) * 34, (head / 2) * 34, 32, 32);
            for (int patch = 0; patch < 16; ++patch)
                QCOMPARE(FakeTimeline::patchColour(cell, patch) == highest(ColourMap::Inferno),
                         patch == FakeTimeline::patchAt(3, 1, head));
        }
        QCOMPARE(image.pixelColor(50, 50).alpha(), 0); // there is no fourth head
    }

    void whatTheModelDoesNotHaveBecomesTheNearest()
    {
        FakeTimeline fake;
        TimelineArtist artist(fake.reader());
        TimelineView view = viewOf(fake.timeline({0, 3}), 3);
        view.layer = 7;
        view.head = 9;
        view.query = Query::ofPatch(11, 11);
        const TimelineDrawing drawing = artist.draw(view);
        QCOMPARE(drawing.layer, 1);
        QCOMPARE(drawing.head, 2);
        QCOMPARE(FakeTimeline::patchColour(drawing.blocks[0].image, FakeTimeline::patchAt(3, 1, 2)),
                 highest(ColourMap::Inferno));
        view.step = 1; // thinned out, or never recorded
        QCOMPARE(artist.draw(view).moment.step, std::int64_t(0));
    }

    void aModelWithoutAttentionShowsItsPictures()
    {
        FakeTimeline fake;
        fake.model.family = Family::Cnn;
        TimelineArtist artist(fake.reader());
        const TimelineDrawing drawing = artist.draw(viewOf(fake.timeline({0, 3}), 3));
        const auto [red, green, blue] = plainPicture(1, 1).pixel(0, 0);
        QCOMPARE(FakeTimeline::patchColour(drawing.blocks[1].image, 5), QColor(red, green, blue));
    }

    void anotherHeadReadsNothingAgain()
    {
        FakeTimeline fake;
        TimelineArtist artist(fake.reader());
        const TimelinePtr timeline = fake.timeline({0, 1, 2, 4});
        TimelineView view = viewOf(timeline, 4);
        view.against = 0;
        artist.draw(view);
        QCOMPARE(fake.reads.load(), 2);
        view.head = 0;
        artist.draw(view);
        QCOMPARE(fake.reads.load(), 2);
        view.step = 2;
        artist.draw(view);
        QCOMPARE(fake.reads.load(), 3);
        view.timeline = fake.timeline({0, 1, 2, 4}, "another run");
        artist.draw(view);
        QCOMPARE(fake.reads.load(), 5);
    }
};

SACCADE_SUITE(TimelineArtistTest)
#include "timeline_artist_test.moc"
