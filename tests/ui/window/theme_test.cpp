// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/icons.h"
#include "ui/window/theme.h"

#include "tests/support/suite.h"

#include <QApplication>
#include <QDirIterator>
#include <QLabel>
#include <QPushButton>
#include <QSettings>

using namespace saccade;
using ui::Scheme;
using ui::ThemeColours;
namespace Theme = ui::Theme;

namespace {

/// The colour of most opaque pixels.
QColor inkOf(const QIcon& icon, const QSize& size = {32, 32}, QIcon::Mode mode = QIcon::Normal)
{
    const QImage image = icon.pixmap(size, mode).toImage().convertToFormat(QImage::Format_ARGB32);
    QMap<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qAlpha(image.pixel(x, y)) == 255)
                ++counts[image.pixel(x, y)];
    QRgb most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        if (it.value() > counts.value(most))
            most = it.key();
    return QColor::fromRgb(most);
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        Theme::saveScheme(Scheme::System);
        Theme::apply(*qApp, Scheme::Light);
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(ui::contrast(Qt::white, Qt::black), 21.0);
        QCOMPARE(ui::contrast(Qt::red, Qt::red), 1.0);
        // #777777: luminance 0.1845 by hand, so 1.05 / 0.2345
        QVERIFY(qAbs(ui::contrast(QColor("#777777"), Qt::white) - 4.478) < 0.001);
        QCOMPARE(ui::contrast(Qt::black, Qt::yellow), ui::contrast(Qt::yellow, Qt::black));
    }

    void everyTextCanBeReadOnEveryGround_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyTextCanBeReadOnEveryGround()
    {
        QFETCH(bool, dark);
        const ThemeColours& c = dark ? ThemeColours::dark() : ThemeColours::light();
        for (const QColor& ground : {c.window, c.panel, c.control, c.hover})
            for (const QColor& ink : {c.text, c.muted, c.accent, c.good, c.bad, c.warn, c.validation})
                QVERIFY2(ui::contrast(ink, ground) >= 4.5, qPrintable(QString("%1 on %2: %3")
                                                                          .arg(ink.name(), ground.name())
                                                                          .arg(ui::contrast(ink, ground))));
        QVERIFY(ui::contrast(c.onAccent, c.accent) >= 4.5);
        QVERIFY(ui::contrast(c.text, c.pressed) >= 4.5);
        // WCAG 1.4.11: a focus ring against what it lies on
        QVERIFY(ui::contrast(c.accent, c.window) >= 3.0);
        const QPalette palette = c.palette();
        for (const auto& [ink, ground] :
             {std::pair{QPalette::WindowText, QPalette::Window}, std::pair{QPalette::Text, QPalette::Base},
              std::pair{QPalette::ButtonText, QPalette::Button},
              std::pair{QPalette::ToolTipText, QPalette::ToolTipBase},
              std::pair{QPalette::PlaceholderText, QPalette::Base}, std::pair{QPalette::Link, QPalette::Base},
              std::pair{QPalette::HighlightedText, QPalette::Highlight}})
            QVERIFY(ui::contrast(palette.color(ink), palette.color(ground)) >= 4.5);
    }

    void theSchemeChangesWhileTheProgramRuns()
    {
        Theme::apply(*qApp, Scheme::Light);
        QLabel label("text");
        QPushButton button("button");
        QVERIFY(!Theme::isDark());
        QCOMPARE(label.palette().color(QPalette::WindowText), ThemeColours::light().text);
        Theme::apply(*qApp, Scheme::Dark);
        QVERIFY(Theme::isDark());
        QCOMPARE(label.palette().color(QPalette::WindowText), ThemeColours::dark().text);
        QCOMPARE(Theme::validation(), ThemeColours::dark().validation);
        QVERIFY(!qApp->styleSheet().contains(ThemeColours::light().panel.name()));
    }

    void theStyleSheetHasNoPlaceholderLeftAndNamesOnlyFilesThatExist()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            Theme::apply(*qApp, scheme);
            QString sheet = qApp->styleSheet();
            sheet.remove(QRegularExpression("/\\*.*?\\*/", QRegularExpression::DotMatchesEverythingOption));
            QVERIFY(sheet.size() > 1000);
            QVERIFY2(!sheet.contains('@'), qPrintable(sheet.mid(sheet.indexOf('@'), 40)));
            const QRegularExpression url("url\\((:[^)]*)\\)");
            int urls = 0;
            for (auto it = url.globalMatch(sheet); it.hasNext(); ++urls) {
                const QString file = it.next().captured(1);
                QVERIFY2(QFile::exists(file), qPrintable(file));
            }
            QVERIFY(urls > 5);
        }
    }

    void theChoiceIsKept()
    {
        QCOMPARE(Theme::savedScheme(), Scheme::System);
        Theme::saveScheme(Scheme::Dark);
        QCOMPARE(Theme::savedScheme(), Scheme::Dark);
        Theme::saveScheme(Scheme::Light);
        QCOMPARE(Theme::savedScheme(), Scheme::Light);
    }

    void iconsFollowTheSchemeAndShowWhatIsDisabled()
    {
        Theme::apply(*qApp, Scheme::Light);
        const QIcon stop = ui::icon("stop");
        QCOMPARE(inkOf(stop), ThemeColours::light().text);
        Theme::apply(*qApp, Scheme::Dark);
        QCOMPARE(inkOf(stop), ThemeColours::dark().text);
        QCOMPARE(inkOf(stop, {32, 32}, QIcon::Disabled), ThemeColours::dark().disabled);
        QCOMPARE(inkOf(ui::icon("stop", QPalette::Highlight)), ThemeColours::dark().accent);
    }

    void everyIconDrawsAtEverySize()
    {
        int icons = 0;
        for (QDirIterator it(":/saccade/icons"); it.hasNext(); ++icons) {
            const QString name = QFileInfo(it.next()).baseName();
            for (const int side : {16, 32, 64}) {
                const QPixmap pixmap = ui::icon(name).pixmap(side, side);
                QCOMPARE(pixmap.size(), QSize(side, side));
                const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
                int inked = 0;
                for (int y = 0; y < side; ++y)
                    for (int x = 0; x < side; ++x)
                        inked += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
                QVERIFY2(inked > side * side / 20, qPrintable(name));
            }
        }
        QVERIFY(icons >= 14);
        QVERIFY(!ui::applicationIcon().pixmap(64, 64).isNull());
    }
};

SACCADE_SUITE(ThemeTest)
#include "theme_test.moc"
