// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_methods.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/picture/colour_bar.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scoreboard/ranked_curves.h"
#include "ui/attention/scoreboard/scoreboard_panel.h"
#include "ui/attention/scoreboard/scoreboard_table.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

/// Opens the list by a click and clicks the item with this data; false where there is no such item.
bool choose(QComboBox& box, const QVariant& data)
{
    const int item = box.findData(data);
    if (item < 0)
        return false;
    click(box);
    QAbstractItemView& list = *box.view();
    if (!QTest::qWaitFor([&list] { return list.isVisible(); }))
        return false;
    // A list takes no click that may still belong to the one that opened it.
    QTest::qWait(QApplication::doubleClickInterval() + 100);
    const QModelIndex index = box.model()->index(item, box.modelColumn());
    list.scrollTo(index);
    const QPoint place = list.visualRect(index).center();
    moveMouse(*list.viewport(), place - QPoint(2, 0));
    moveMouse(*list.viewport(), place);
    click(*list.viewport(), place);
    return QTest::qWaitFor([&box, item] { return box.currentIndex() == item; });
}

/// The parts of a window that a method is chosen and seen by.
struct Parts
{
    ui::MainWindow& window;
    RealWindow& real;
    QComboBox& methods = *window.attention()->inspector()->findChild<QComboBox*>("method");
    QComboBox& classes = *window.attention()->inspector()->findChild<QComboBox*>("methodClass");

    explicit Parts(RealWindow& r)
        : window(r.window())
        , real(r)
    {
    }
    QString caption() const { return text("pictureCaption"); }
    QString numbers() const { return text("pictureNumbers"); }
    QString text(const char* label) const
    {
        return window.attention()->pictureView()->findChild<QLabel*>(label)->text();
    }
    QString scale() const
    {
        return window.attention()->pictureView()->findChild<ui::ColourBar*>()->accessibleDescription();
    }
};

ui::Services withScores(ui::Services services)
{
    services.scoreboard = [](const ModelPtr&, const Image&, std::optional<int>, RunControl&,
                             const Progress& progress) {
        progress(1.0, "occlusion");
        return smallBoard();
    };
    return services;
}

} // namespace

class MethodFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMethodIsChosenAndItsClassChanged()
    {
        RealWindow real;
        QVERIFY(real.open());
        Parts parts(real);
        const QImage attention = real.canvasPixels();
        QVERIFY(parts.caption().contains("head"));
        QVERIFY(!parts.classes.isVisible());

        QVERIFY(choose(parts.methods, "grad-cam"));
        QTRY_VERIFY_WITH_TIMEOUT(parts.caption().contains("Grad-CAM"), Patience);
        const QImage predicted = real.canvasPixels();
        const QString said = parts.caption();
        QVERIFY(predicted != attention);
        QVERIFY(parts.classes.isVisible());

        const int other = (real.explained()->predicted() + 1) % int(real.explained()->probabilities.size());
        const QString name =
            QString::fromStdString(real.window().workbench()->dataset()->classNames[std::size_t(other)]);
        QVERIFY(!said.contains(name));
        QVERIFY(choose(parts.classes, other));
        QTRY_VERIFY_WITH_TIMEOUT(parts.caption().contains("for <b>" + name + "</b>"), Patience);
        QVERIFY(real.canvasPixels() != predicted);

        QVERIFY(choose(parts.methods, "attention"));
        QTRY_COMPARE(real.canvasPixels(), attention);
    }

    void theMapIsWhatTheServiceSays()
    {
        RealWindow real;
        QVERIFY(real.open());
        Parts parts(real);
        ui::AttentionState& state = *real.window().attention()->state();
        state.setOpacity(100);
        state.setSmooth(false);
        QVERIFY(choose(parts.methods, "occlusion"));
        QTRY_VERIFY_WITH_TIMEOUT(parts.caption().contains("Occlusion"), Patience);
        const ui::Workbench& bench = *real.window().workbench();
        MethodRequest request;
        request.method = "occlusion";
        const MethodMap map = real.services().computeMethod(
            bench.model(), bench.dataset()->image(*bench.picture()), request)[0];
        QVERIFY(map.isSigned);
        float furthest = 0.0F;
        for (const float value : map.values)
            furthest = std::max(furthest, std::abs(value));
        const auto& table = colourTable(ColourMap::BlueWhiteOrange);
        const QImage seen = real.canvasPixels();
        const double side = double(seen.width() - 2 * ui::PictureCanvas::Margin) / map.columns;
        for (int row = 0; row < map.rows; ++row)
            for (int column = 0; column < map.columns; ++column) {
                const float value = map.values[std::size_t(row * map.columns + column)];
                const auto& colour = table[std::size_t(tableIndex((value + furthest) / (2 * furthest)))];
                const QColor there(seen.pixel(ui::PictureCanvas::Margin + int((column + 0.5) * side),
                                              ui::PictureCanvas::Margin + int((row + 0.5) * side)));
                // The last bits of two passes may differ, and with them a step of the colours.
                QVERIFY2(std::abs(there.red() - colour[0]) < 8 && std::abs(there.blue() - colour[2]) < 8,
                         qPrintable(QString("%1, %2: %3").arg(row).arg(column).arg(there.name())));
            }
        QVERIFY2(parts.scale().startsWith("From -"), qPrintable(parts.scale()));
    }

    void aRefusalIsSaidInThePicturesPlace()
    {
        RealWindow real;
        QVERIFY(real.open());
        Parts parts(real);
        QVERIFY(choose(parts.methods, "contrast"));
        QTRY_VERIFY_WITH_TIMEOUT(parts.caption().contains("against"), Patience);
        const QImage contrast = real.canvasPixels();
        // A class against itself.
        const int predicted = real.explained()->predicted();
        auto* against = real.window().attention()->inspector()->findChild<QComboBox*>("methodAgainst");
        QVERIFY(against->isVisible() && choose(*against, predicted));
        QTRY_VERIFY_WITH_TIMEOUT(parts.numbers().contains("another class"), Patience);
        QVERIFY(real.canvasPixels() != contrast);
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(!real.window().findChild<QDialog*>("complaint"));
    }

    void aCnnHasItsFourMethodsAndSaysWhyNoOther()
    {
        RealWindow real;
        QVERIFY(real.open());
        Parts parts(real);
        ModelSpec spec;
        spec.family = Family::Cnn;
        spec.dim = 16;
        spec.depth = 2;
        spec.classes = int(real.window().workbench()->dataset()->classNames.size());
        const int before = real.explanations();
        real.window().workbench()->makeUntrainedModel(spec, 1);
        QTRY_VERIFY_WITH_TIMEOUT(real.explanations() > before, Patience);
        QVERIFY(real.explained()->attention.isEmpty());
        QTRY_VERIFY(parts.numbers().contains("no attention maps"));
        QImage last = real.canvasPixels();
        const int rollout = parts.methods.findData("rollout");
        QVERIFY(
            !(parts.methods.model()->flags(parts.methods.model()->index(rollout, 0)) & Qt::ItemIsEnabled));
        QVERIFY(parts.methods.itemData(rollout, Qt::ToolTipRole).toString().contains("CNN"));
        for (const char* method : {"grad-cam", "occlusion", "gradient", "integrated-gradients"}) {
            QVERIFY2(choose(parts.methods, method), method);
            const QString name = parts.methods.currentText();
            QTRY_VERIFY_WITH_TIMEOUT(parts.caption().contains(name), Patience);
            QVERIFY2(real.canvasPixels() != last, method);
            last = real.canvasPixels();
        }
    }

    void theScoreboardIsHiddenUntilItIsAskedForAndItsRowsChooseTheMethod()
    {
        RealWindow real({}, [](ui::Services& services) { services = withScores(services); });
        QVERIFY(real.open());
        Parts parts(real);
        ui::MainWindow& window = real.window();
        auto* panel = window.findChild<ui::ScoreboardPanel*>();
        auto* table = panel->findChild<ui::ScoreboardTable*>();
        QVERIFY(!panel->isVisible());
        QVERIFY(window.actions()->scoreMethods->isEnabled());
        window.actions()->scoreMethods->trigger();
        QTRY_VERIFY(panel->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 5, Patience);
        QCOMPARE(table->item(0, 0)->text(), "Grad-CAM");
        QVERIFY(panel->findChild<ui::RankedCurves*>("deletionCurves")->curves().size() >= 3);

        QTRY_VERIFY(table->isVisible() && table->viewport()->height() > 100);
        click(*table->viewport(), table->visualItemRect(table->item(2, 0)).center());
        QTRY_COMPARE(QString(window.attention()->methodChoice()->info().name), "occlusion");
        QTRY_VERIFY_WITH_TIMEOUT(parts.caption().contains("Occlusion"), Patience);
        QVERIFY(table->item(2, 0)->font().bold());

        click(*panel->findChild<QPushButton*>("scoreMethods"));
        QTRY_VERIFY_WITH_TIMEOUT(panel->findChild<QPushButton*>("scoreMethods")->isEnabled(), Patience);
        QCOMPARE(table->rowCount(), 5);

        window.workbench()->setPicture({Split::Test, 3});
        QTRY_VERIFY(!table->isVisible()); // the scores were of another picture
    }
};

SACCADE_SUITE(MethodFlowTest)
#include "method_flow_test.moc"
