// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/timeline_film.h"

#include "tests/support/suite.h"
#include "tests/ui/timeline/fake_timeline.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

class TimelineFilmTest : public QObject
{
    Q_OBJECT

    FakeTimeline m_fake;
    RunControl m_control;

    TimelineFilm film()
    {
        TimelineFilm film;
        film.view.timeline = m_fake.timeline({0, 1, 4});
        film.view.opacity = 100;
        film.view.smooth = false;
        film.view.side = 64;
        film.read = m_fake.reader();
        film.ground = Qt::white;
        film.text = Qt::black;
        return film;
    }
    void write(const QString& file)
    {
        writeFilm(film(), file, m_control, [](double, const std::string&) {});
    }

private Q_SLOTS:
    void aPictureIsWrittenForEachMoment()
    {
        const QTemporaryDir here;
        write(here.filePath("run.png"));
        QCOMPARE(QDir(here.path()).entryList(QDir::Files, QDir::Name),
                 QStringList({"run-0001.png", "run-0002.png", "run-0003.png"}));
        const ColourMap colours = ColourMap::Inferno;
        const int steps[] = {0, 1, 4};
        for (int i = 0; i < 3; ++i) {
            const QImage image(here.filePath(QStringLiteral("run-000%1.png").arg(i + 1)));
            QCOMPARE(image.width(), 10 + 2 * (64 + 10));
            const QImage block = image.copy(10, 10, 64, 64);
            const int patch = FakeTimeline::patchAt(steps[i], 0, 0);
            QCOMPARE(FakeTimeline::patchColour(block, patch), highest(colours));
            QVERIFY(FakeTimeline::patchColour(block, (patch + 3) % 16) != highest(colours));
        }
    }

    void aGifIsOneFileWithAllOfThem()
    {
        const QTemporaryDir here;
        write(here.filePath("run.gif"));
        QFile file(here.filePath("run.gif"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.startsWith("GIF89a"));
        QVERIFY(bytes.endsWith('\x3B'));
        QCOMPARE(bytes.count(QByteArray("\x21\xF9\x04\x04\x0C\x00", 6)), 3); // a frame's beginning
    }

    void aMomentThatCannotBeReadLeavesNoHalfAFilm()
    {
        const QTemporaryDir here;
        m_fake.damagedStep = 4;
        QVERIFY_EXCEPTION_THROWN(write(here.filePath("run.gif")), Error);
        QVERIFY(QDir(here.path()).isEmpty());
        m_fake.damagedStep = -1;
        m_control.stop();
        QVERIFY_EXCEPTION_THROWN(write(here.filePath("run.gif")), Error);
        QVERIFY(QDir(here.path()).isEmpty());
    }
};

SACCADE_SUITE(TimelineFilmTest)
#include "timeline_film_test.moc"
