// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_line.h"

#include "core/values/presets.h"
#include "tests/support/suite.h"
#include "ui/window/process_memory.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QLabel>

using namespace saccade;
using ui::StatusLine;

namespace {

QString text(const StatusLine& line, const char* name)
{
    return line.findChild<QLabel*>(name)->text();
}

} // namespace

class StatusLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatTheWorkerDoesInTheColourOfItsTone()
    {
        ui::Theme::apply(*qApp, ui::Scheme::Light);
        StatusLine line;
        auto* work = line.findChild<QLabel*>("work");
        line.setWork(StatusLine::Tone::Working, "training on 2 cores, bf16");
        work->ensurePolished();
        QCOMPARE(work->text(), QString("training on 2 cores, bf16"));
        QCOMPARE(work->palette().color(QPalette::WindowText), ui::Theme::good());
        line.setWork(StatusLine::Tone::Bad, "failed");
        QCOMPARE(work->palette().color(QPalette::WindowText), ui::Theme::bad());
    }

    void theRateIsHiddenWhereThereIsNone()
    {
        StatusLine line;
        auto* rate = line.findChild<QLabel*>("rate");
        QVERIFY(rate->isHidden());
        line.setLocale(QLocale::c());
        line.setImagesPerSecond(397.6);
        QVERIFY(!rate->isHidden());
        QCOMPARE(rate->text(), QString("398 images/s"));
        line.setImagesPerSecond(3.24);
        QCOMPARE(rate->text(), QString("3.2 images/s"));
        line.setImagesPerSecond(0);
        QVERIFY(rate->isHidden());
    }

    void theModelIsNamedWithItsSize()
    {
        StatusLine line;
        line.setModel(presetNamed("base").model);
        QCOMPARE(text(line, "model"), QString::fromUtf8("ViT 192 × 6 × 3, 2.7 M parameters"));
        ModelInfo info;
        info.spec = presetNamed("base").model;
        line.setModel(info);
        QVERIFY(text(line, "model").endsWith("untrained"));
        info.step = 1;
        line.setModel(info);
        QCOMPARE(text(line, "model"), QString::fromUtf8("ViT 192 × 6 × 3, 2.7 M parameters"));
        line.clearModel();
        QCOMPARE(text(line, "model"), QString());
    }

    void savedTellsHowLongAgo()
    {
        const QDateTime then(QDate(2026, 1, 1), QTime(12, 0));
        QCOMPARE(ui::savedText(then, then.addSecs(4)), QString("saved just now"));
        QCOMPARE(ui::savedText(then, then.addSecs(12)), QString("saved 12 s ago"));
        QCOMPARE(ui::savedText(then, then.addSecs(125)), QString("saved 2 m 5 s ago"));
        QCOMPARE(ui::savedText(then, then.addSecs(-3)), QString("saved just now"));
    }

    void aNoteTakesThePlaceOfTheRunForAsLongAsItStands()
    {
        StatusLine line;
        line.setRun("base-crop-flip");
        line.setSaved(QDateTime::currentDateTime());
        const QString usual = QString::fromUtf8("saved just now · run “base-crop-flip”");
        QCOMPARE(text(line, "note"), usual);
        line.setNote("exported");
        QCOMPARE(text(line, "note"), QString("exported"));
        line.setNote({});
        QCOMPARE(text(line, "note"), usual);
        line.setSaved({});
        QCOMPARE(text(line, "note"), QString::fromUtf8("run “base-crop-flip”"));
    }

    void memoryGrowsWithWhatIsHeld()
    {
#ifndef Q_OS_LINUX
        QSKIP("only Linux tells");
#endif
        const std::int64_t before = ui::residentBytes();
        QVERIFY(before > 1'000'000);
        const std::vector<char> held(64 << 20, 'x');
        QVERIFY(ui::residentBytes() - before > (60 << 20));
        QVERIFY(held.back() == 'x');
    }
};

SACCADE_SUITE(StatusLineTest)
#include "status_line_test.moc"
