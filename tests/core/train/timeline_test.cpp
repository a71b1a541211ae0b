// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/io/model_file.h"
#include "core/io/timeline.h"
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace saccade;
using namespace saccade::test;

namespace {

TrainRequest pinnedRequest(const QTemporaryDir& folder, const QString& name)
{
    TrainRequest request = smallRequest(folder, name);
    request.model.depth = 2;
    request.model.registers = 1;
    request.pins = {{Split::Test, 3}, {Split::Train, 7}};
    return request;
}

/// What training could be changed in: dropout and drop-path, which draw; averaged weights, which are shown
/// while a moment is recorded.
void makeEverythingRandom(TrainRequest& request)
{
    request.model.dropout = 0.1;
    request.model.dropPath = 0.2;
    request.train.emaDecay = 0.9;
    request.train.mixup = 0.8;
}

double furthest(const std::vector<float>& a, const std::vector<float>& b)
{
    if (a.size() != b.size() || a.empty())
        return INFINITY;
    double result = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        result = std::max(result, std::abs(double(a[i]) - double(b[i])));
    return result;
}

std::vector<std::int64_t> stepsOf(const Timeline& timeline)
{
    std::vector<std::int64_t> steps;
    for (const TimelineMoment& moment : timeline.moments)
        steps.push_back(moment.step);
    return steps;
}

/// Steps whose files lie in the folder.
std::vector<std::int64_t> stepsOnDisk(const Timeline& timeline)
{
    std::vector<std::int64_t> steps;
    for (const auto& entry : std::filesystem::directory_iterator(timeline.folder))
        if (const std::string name = entry.path().filename().string(); name.rfind("step-", 0) == 0)
            steps.push_back(std::stoll(name.substr(5)));
    std::sort(steps.begin(), steps.end());
    return steps;
}

} // namespace

class TimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trainingIsTheSameBitForBitWithPinsAndWithout_data()
    {
        QTest::addColumn<int>("family");
        QTest::newRow("ViT") << int(Family::Vit);
        QTest::newRow("hybrid") << int(Family::Hybrid);
        QTest::newRow("CNN") << int(Family::Cnn); // whose norms have running figures
    }

    void trainingIsTheSameBitForBitWithPinsAndWithout()
    {
        QFETCH(int, family);
        const QString name = QTest::currentDataTag();
        TrainRequest pinned = pinnedRequest(m_folder, name + " pinned");
        pinned.model.family = Family(family);
        if (pinned.model.family == Family::Cnn)
            pinned.model.registers = 0;
        else
            makeEverythingRandom(pinned);
        TrainRequest plain = pinned;
        plain.pins.clear();
        plain.folder = m_folder.filePath(name + " plain").toStdString();
        const RunOutcome outcome = trainToEnd(pinned);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QCOMPARE(trainToEnd(plain).steps, std::int64_t(AllSteps));
        QVERIFY(readTimeline(pinned.folder).moments.size() >= 3);
        QVERIFY(!std::filesystem::exists(plain.folder / "timeline"));
        QVERIFY(tensorsOf(lastCheckpoint(pinned)) == tensorsOf(lastCheckpoint(plain)));
        QCOMPARE(outcome.bestValidationAccuracy, loadedScore(plain));
    }

    void aMomentSaysWhatExplainSaysOfTheModelThen()
    {
        TrainRequest request = pinnedRequest(m_folder, "explained");
        makeEverythingRandom(request);
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        const Timeline timeline = readTimeline(request.folder);
        QCOMPARE(timeline.moments.front().step, std::int64_t(0));
        QVERIFY(std::isnan(timeline.moments.front().loss));
        QCOMPARE(timeline.moments.back().step, std::int64_t(AllSteps));
        QCOMPARE(timeline.moments.back().epoch, 3.0);
        QVERIFY(timeline.moments.back().loss > 0.0 && timeline.moments.back().loss < 5.0);
        QCOMPARE(timeline.pins.size(), std::size_t(2));
        QVERIFY(timeline.pins[1].picture == (PictureRef{Split::Train, 7}));
        QCOMPARE(timeline.pins[1].label, 7 % 3);
        QVERIFY(timeline.pins[0].image == request.data->image({Split::Test, 3}));

        const TimelineFrame last = readTimelineFrame(timeline, timeline.moments.size() - 1);
        const TimelineFrame first = readTimelineFrame(timeline, 0);
        for (std::size_t pin = 0; pin < 2; ++pin) {
            const Explanation said = explain(outcome.last, request.data->image(request.pins[pin]));
            const Explanation& recorded = last.pictures[pin];
            QVERIFY(furthest(recorded.logits, said.logits) < 1e-4);
            QVERIFY(furthest(recorded.probabilities, said.probabilities) < 1e-4);
            // Half precision: eleven bits of a share of 1.
            QVERIFY(furthest(recorded.attention.values, said.attention.values) < 1.0 / 2048);
            QCOMPARE(recorded.attention.layers, 2);
            QCOMPARE(recorded.attention.tokens, said.attention.tokens);
            QCOMPARE(recorded.attention.prefixTokens, 2);
            QVERIFY(furthest(recorded.attention.values, first.pictures[pin].attention.values) > 1e-3);
        }
    }

    void momentsComeByTheObserverEachWithItsFile()
    {
        const TrainRequest request = pinnedRequest(m_folder, "observed");
        std::vector<std::size_t> counts;
        TrainObserver observer;
        observer.onTimeline = [&](const TimelinePtr& timeline) {
            counts.push_back(timeline->moments.size());
            QVERIFY(std::filesystem::exists(timelineFile(*timeline, timeline->moments.back().step)));
        };
        trainToEnd(request, observer);
        const Timeline timeline = readTimeline(request.folder / "timeline"); // the folder itself will do
        QCOMPARE(counts.size(), timeline.moments.size());
        for (std::size_t i = 0; i < counts.size(); ++i)
            QCOMPARE(counts[i], i + 1);
        QCOMPARE(stepsOnDisk(timeline), stepsOf(timeline));
    }

    void aResumedRunDropsWhatItDoesAgainAndGoesOn()
    {
        TrainRequest request = pinnedRequest(m_folder, "resumed");
        trainUntil(request, 9); // as far as the checkpoint
        const Timeline stopped = readTimeline(request.folder);
        QCOMPARE(stopped.moments.back().step, std::int64_t(9));
        Timeline ahead = stopped; // as a run that was killed after its last checkpoint leaves it
        ahead.moments.push_back({11, 11.0 / 9, 0.123});
        std::filesystem::copy_file(timelineFile(stopped, 9), timelineFile(stopped, 11));
        std::filesystem::copy_file(timelineFile(stopped, 9),
                                   timelineFile(stopped, 13)); // not yet in the list
        writeTimelineIndex(ahead);
        request.resume = true;
        request.pins = {{Split::Test, 0}}; // a resumed run keeps its own
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        const Timeline whole = readTimeline(request.folder);
        QCOMPARE(whole.pins.size(), std::size_t(2));
        QCOMPARE(whole.moments.back().step, std::int64_t(AllSteps));
        for (const TimelineMoment& moment : whole.moments)
            QVERIFY(moment.loss != 0.123);
        for (std::size_t i = 0; i < stopped.moments.size(); ++i)
            QCOMPARE(whole.moments[i].step, stopped.moments[i].step);
        QCOMPARE(stepsOnDisk(whole), stepsOf(whole));
    }

    void aTimelineThatCannotBeReadIsLeftBehindAndTheRunGoesOn()
    {
        TrainRequest request = pinnedRequest(m_folder, "left behind");
        trainUntil(request, 9);
        std::ofstream(request.folder / "timeline" / "timeline.json") << "{";
        request.resume = true;
        std::string note;
        TrainObserver observer;
        observer.onNote = [&](const std::string& sentence) {
            if (sentence.find("timeline.json") != std::string::npos)
                note = sentence;
        };
        const RunOutcome outcome = trainToEnd(request, observer);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QVERIFY2(note.find("the pinned pictures are no longer recorded") != std::string::npos, note.c_str());
    }

    void pinsThatMakeNoSenseAreRefusedBeforeAFolderIsMade_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("last");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nine") << 9 << 8 << "pins: expected at most 8 pictures, found 9";
        QTest::newRow("none of that number")
            << 2 << 40 << "pins: expected pictures 0 to 39 of that split, found test:40";
        QTest::newRow("twice") << 2 << 0 << "pins: expected each picture once, found test:0 twice";
    }

    void pinsThatMakeNoSenseAreRefusedBeforeAFolderIsMade()
    {
        QFETCH(int, count);
        QFETCH(int, last);
        TrainRequest request = smallRequest(m_folder, QString("refused ") + QTest::currentDataTag());
        for (int i = 0; i + 1 < count; ++i)
            request.pins.push_back({Split::Test, i});
        request.pins.push_back({Split::Test, last});
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::Usage);
        QTEST(QString::fromStdString(outcome.message), "sentence");
        QVERIFY(!std::filesystem::exists(request.folder));
    }

private:
    static double loadedScore(const TrainRequest& request)
    {
        std::ifstream stream(request.folder / "run.json");
        const QByteArray text =
            QByteArray::fromStdString(std::string(std::istreambuf_iterator<char>(stream), {}));
        return QJsonDocument::fromJson(text)["result"]["best_validation_accuracy"].toDouble();
    }

    QTemporaryDir m_folder;
};

SACCADE_SUITE(TimelineTest)
#include "timeline_test.moc"
