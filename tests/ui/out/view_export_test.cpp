// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/view_export.h"

#include "tests/support/suite.h"
#include "tests/ui/window/fake_services.h"
#include "ui/out/view_dialog.h"

#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace saccade::ui;
using namespace saccade::test;

namespace {

/// Words on a red ground, 120 × 40.
std::unique_ptr<QLabel> poster()
{
    auto label = std::make_unique<QLabel>(QStringLiteral("Saccade"));
    label->setStyleSheet(QStringLiteral("background: #ff0000; color: #ffffff"));
    label->setFixedSize(120, 40);
    label->show();
    return label;
}

int pixelsUnlike(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) != colour ? 1 : 0;
    return count;
}

} // namespace

class ViewExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPngHasTheScalesPixels()
    {
        const auto label = poster();
        int written = 0;
        for (int scale = 1; scale <= 4; ++scale) {
            const QImage image = QImage::fromData(viewBytes(*label, ViewForm::Png, scale), "PNG");
            QCOMPARE(image.size(), QSize(120, 40) * scale);
            QCOMPARE(image.pixelColor(0, 0), QColor(Qt::red));
            QCOMPARE(image.pixelColor(image.width() - 1, image.height() - 1), QColor(Qt::red));
            const int text = pixelsUnlike(image, Qt::red);
            QVERIFY(text > written); // drawn anew, larger, and not enlarged in a corner
            written = text;
        }
    }

    void inAnSvgTextStaysText()
    {
        const QByteArray svg = viewBytes(*poster(), ViewForm::Svg);
        QVERIFY(svg.contains("<svg"));
        QVERIFY(svg.contains("viewBox=\"0 0 120 40\""));
        QVERIFY2(svg.contains("<text"), svg.constData());
        QVERIFY(svg.contains("Saccade"));
    }

    void aPdfIsOnePageOfTheViewsSize()
    {
        const auto label = poster();
        const QByteArray pdf = viewBytes(*label, ViewForm::Pdf);
        QVERIFY(pdf.startsWith("%PDF"));
        QVERIFY(pdf.contains("/Count 1"));
        const auto box =
            QRegularExpression(R"(/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\])").match(QString::fromLatin1(pdf));
        QVERIFY(box.hasMatch());
        const double points = 72.0 / label->logicalDpiX();
        QVERIFY(std::abs(box.captured(1).toDouble() - 120 * points) < 1.0);
        QVERIFY(std::abs(box.captured(2).toDouble() - 40 * points) < 1.0);
        QVERIFY(pdf.contains("/FontDescriptor")); // text, not its outlines
    }

    void theDialogWritesWhatIsChosen()
    {
        const QTemporaryDir here;
        const auto label = poster();
        QWidget other;
        ViewDialog dialog({{"Other", &other, "other"}, {"Poster", label.get(), "poster"}}, 1, here.path());
        QVERIFY(child<QComboBox>(dialog, "viewScale")->isEnabled());
        child<QComboBox>(dialog, "viewScale")->setCurrentIndex(2);
        child<QPushButton>(dialog, "exportView")->click();
        QCOMPARE(QImage(here.filePath("poster.png")).size(), QSize(360, 120));
        QVERIFY(child<QLabel>(dialog, "viewMessage")->text().contains("poster.png"));

        child<QComboBox>(dialog, "viewForm")->setCurrentIndex(2); // PDF: the name follows
        QVERIFY(!child<QComboBox>(dialog, "viewScale")->isEnabled());
        child<QPushButton>(dialog, "exportView")->click();
        QVERIFY(QFile::exists(here.filePath("poster.pdf")));

        type(dialog, "viewPath", here.filePath("nowhere/a.pdf"));
        QVERIFY(!child<QPushButton>(dialog, "exportView")->isEnabled());
        QVERIFY(child<QPushButton>(dialog, "exportView")->toolTip().contains("nowhere"));
        QVERIFY(child<QLabel>(dialog, "viewMessage")->text().contains("nowhere")); // without a mouse too
        type(dialog, "viewPath", here.filePath("b.pdf"));
        QVERIFY(child<QLabel>(dialog, "viewMessage")->text().isEmpty());
    }
};

SACCADE_SUITE(ViewExportTest)
#include "view_export_test.moc"
