// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/half.h"
#include "core/io/timeline.h"
#include "core/values/error.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QTemporaryDir>

#include <cmath>

using namespace saccade;

namespace {

/// One layer, one head, four patches without a class token; three moments whose attention is 1/4, 1/2, 1.
class WrittenTimeline
{
public:
    WrittenTimeline()
    {
        timeline.folder = folder.filePath("run/timeline").toStdString();
        ModelSpec& model = timeline.model;
        model.imageSize = 8;
        model.patchSize = 4;
        model.classes = 2;
        model.dim = 8;
        model.depth = 1;
        model.heads = 1;
        model.pooling = Pooling::Mean;
        timeline.dataset = "Two";
        timeline.classNames = {"dark", "light"};
        Image image(8, 8);
        image.setPixel(3, 2, {9, 8, 7});
        timeline.pins = {{{Split::Train, 12}, 1, image}};
        writeTimelinePictures(timeline);
        add(0, 0x3400);
        add(4, 0x3800);
        add(100, 0x3C00);
    }

    std::filesystem::path file(std::int64_t step) const { return timelineFile(timeline, step); }
    std::filesystem::path index() const { return timeline.folder / "timeline.json"; }

    QTemporaryDir folder;
    Timeline timeline;

private:
    void add(std::int64_t step, std::uint16_t half)
    {
        TimelineMoment moment;
        moment.step = step;
        moment.epoch = double(step) / 10;
        if (step > 0)
            moment.loss = 1.0 / double(step);
        const std::vector<float> logits{0.0F, std::log(3.0F)};
        const std::vector<std::uint16_t> attention(16, half);
        writeTimelineFrame(timeline, moment, logits, std::as_bytes(std::span(attention)));
        timeline.moments.push_back(moment);
        writeTimelineIndex(timeline);
    }
};

template <typename Work>
QString sentenceOf(Work work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.kind() == Error::Kind::BadInput ? QString(error.what()) : QString("another kind");
    }
    return QStringLiteral("no error");
}

void replaceInFile(const std::filesystem::path& path, const QByteArray& before, const QByteArray& after)
{
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains(before));
    bytes.replace(before, after);
    file.resize(0);
    file.seek(0);
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TimelineFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halfPrecisionNumbersAreReadExactly()
    {
        QCOMPARE(fromHalf(0x3C00), 1.0F);
        QCOMPARE(fromHalf(0xC000), -2.0F);
        QCOMPARE(fromHalf(0x3555), 0.333251953125F);
        QCOMPARE(fromHalf(0x7BFF), 65504.0F);
        QCOMPARE(fromHalf(0x0400), std::ldexp(1.0F, -14));
        QCOMPARE(fromHalf(0x0001), std::ldexp(1.0F, -24));
        QCOMPARE(fromHalf(0x0000), 0.0F);
        QVERIFY(std::isinf(fromHalf(0x7C00)));
        QVERIFY(std::isnan(fromHalf(0x7E00)));
    }

    void whatWasWrittenIsRead()
    {
        const WrittenTimeline written;
        const Timeline read = readTimeline(written.timeline.folder.parent_path());
        QVERIFY(read.model == written.timeline.model);
        QCOMPARE(read.dataset, std::string("Two"));
        QVERIFY(read.classNames == written.timeline.classNames);
        QVERIFY(read.pins[0].picture == (PictureRef{Split::Train, 12}));
        QCOMPARE(read.pins[0].label, 1);
        QVERIFY(read.pins[0].image == written.timeline.pins[0].image);
        QCOMPARE(read.moments.size(), std::size_t(3));
        QVERIFY(std::isnan(read.moments[0].loss));
        QCOMPARE(read.moments[1].loss, 0.25);
        QCOMPARE(read.moments[2].epoch, 10.0);
        const TimelineFrame frame = readTimelineFrame(read, 1);
        QCOMPARE(frame.moment.step, std::int64_t(4));
        const Explanation& said = frame.pictures.at(0);
        QCOMPARE(said.predicted(), 1);
        QVERIFY(std::abs(said.probabilities[1] - 0.75F) < 1e-6F);
        QCOMPARE(said.attention.gridRows, 2);
        QCOMPARE(said.attention.values, std::vector<float>(16, 0.5F));
        QVERIFY_EXCEPTION_THROWN(readTimelineFrame(read, 3), std::out_of_range);
    }

    void theNearestMomentIsFound()
    {
        const WrittenTimeline written;
        for (const auto& [step, place] : {std::pair(-1, 0), std::pair(0, 0), std::pair(2, 0), std::pair(3, 1),
                                          std::pair(52, 1), std::pair(53, 2), std::pair(999, 2)})
            QCOMPARE(written.timeline.nearest(step), std::size_t(place));
        QCOMPARE(Timeline().nearest(5), std::size_t(0));
    }

    void aDamagedMomentIsNamedAndTheOthersAreRead()
    {
        const WrittenTimeline written;
        const Timeline read = readTimeline(written.timeline.folder);
        std::filesystem::resize_file(written.file(4), std::filesystem::file_size(written.file(4)) - 1);
        const QString sentence = sentenceOf([&] { readTimelineFrame(read, 1); });
        QVERIFY2(sentence.contains("step-000000004.safetensors: expected"), qPrintable(sentence));
        QCOMPARE(readTimelineFrame(read, 0).pictures[0].attention.values[0], 0.25F);
        QCOMPARE(readTimelineFrame(read, 2).pictures[0].attention.values[15], 1.0F);
        std::filesystem::remove(written.file(4));
        QVERIFY(sentenceOf([&] { readTimelineFrame(read, 1); }).contains("found nothing there"));
    }

    void aMomentOfAnotherModelIsNamed()
    {
        const WrittenTimeline written;
        Timeline read = readTimeline(written.timeline.folder);
        read.model.heads = 2;
        const QString sentence = sentenceOf([&] { readTimelineFrame(read, 1); });
        QVERIFY2(
            sentence.contains("expected F16 of shape (1, 1, 2, 4, 4), found F16 of shape (1, 1, 1, 4, 4)"),
            qPrintable(sentence));
    }

    void aFolderWithoutATimelineIsNamed()
    {
        const QTemporaryDir empty;
        const QString sentence = sentenceOf([&] { readTimeline(empty.path().toStdString()); });
        QVERIFY2(sentence.startsWith(empty.path() + ": expected a run whose pinned pictures were recorded"),
                 qPrintable(sentence));
    }

    void aChangedListIsCheckedBeforeItIsBelieved_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* before, const char* after, const char* sentence) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << sentence;
        };
        row("no JSON", "{", "[[", "a timeline as this program writes it");
        row("another program", "\"saccade\"", "\"other\"", "a timeline that this program wrote");
        row("a model that cannot be", "\"dim\": 8", "\"dim\": -8", "dim");
        row("a label that is no class", "\"label\": 1", "\"label\": 2",
            "pins with an index and one of the classes");
        row("steps that fall", "\"step\": 4", "\"step\": 400", "steps that grow");
        row("another split", "\"train\"", "\"third\"", "a split of test or train");
    }

    void aChangedListIsCheckedBeforeItIsBelieved()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, sentence);
        const WrittenTimeline written;
        replaceInFile(written.index(), before, after);
        const QString said = sentenceOf([&] { readTimeline(written.timeline.folder); });
        QVERIFY2(said.contains(sentence) && said.contains("timeline.json"), qPrintable(said));
    }
};

SACCADE_SUITE(TimelineFileTest)
#include "timeline_file_test.moc"
