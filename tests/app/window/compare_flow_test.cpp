// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/compare/compare_dialog.h"
#include "ui/compare/difference_canvas.h"
#include "ui/window/path_field.h"
#include "ui/window/workbench.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <cmath>

using namespace saccade;
using namespace saccade::test;
using ui::Query;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

/// Clicks the last line of each menu that opens, and types a name into each file dialog.
class TypedName : public QObject
{
public:
    explicit TypedName(QString file)
        : m_file(std::move(file))
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* menu = qobject_cast<QMenu*>(watched);
        if (menu && event->type() == QEvent::Show)
            QTimer::singleShot(0, menu, [menu] {
                const QPoint last = menu->actionGeometry(menu->actions().last()).center();
                QTest::mouseClick(menu, Qt::LeftButton, {}, last);
            });
        auto* dialog = qobject_cast<QFileDialog*>(watched);
        if (dialog && event->type() == QEvent::Show)
            QTimer::singleShot(0, dialog, [dialog, file = m_file] {
                auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
                name->setText(file);
                QTest::keyClick(name, Qt::Key_Return);
            });
        return false;
    }

private:
    QString m_file;
};

/// Whether the outline of the query is around this patch.
bool isMarked(ui::PictureCanvas& canvas, const Query& patch)
{
    const QRectF rect = canvas.patchRect(patch);
    const QPoint edge(int(rect.center().x()), int(rect.top()));
    return canvas.grab().toImage().pixelColor(edge) == canvas.palette().color(QPalette::Highlight);
}

} // namespace

/// Two models beside each other, in the real window: the one that came with the program, and an untrained
/// one.
class CompareFlowTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<RealWindow> m_real;
    ui::CompareDialog* m_dialog = nullptr;

    ui::Workbench& bench() { return *m_real->window().workbench(); }
    ui::PictureCanvas& canvas(int model) { return *m_dialog->view(model)->canvas(); }
    ModelSpec spec() { return bench().model()->info().spec; }
    QString other() { return saved("other", spec()); }

    QString saved(const QString& name, const ModelSpec& spec)
    {
        const QString file = m_real->path(name + ".safetensors");
        const ui::Services& services = m_real->services();
        Dataset data = *bench().dataset();
        data.height = data.width = spec.imageSize; // a model takes the size of its data set's pictures
        services.saveModel(services.untrainedModel(spec, data, 7), ui::toPath(file));
        return file;
    }
    void choose(const QString& file)
    {
        const TypedName typed(file);
        click(*m_dialog->findChild<QPushButton*>("compareOpen"));
    }
    bool hasBoth() const { return m_dialog->scene(0)->maps() && m_dialog->scene(1)->maps(); }
    /// In the window, where the picture is chosen.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_real->window().windowHandle(), key, modifiers);
    }

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void init()
    {
        m_real = std::make_unique<RealWindow>(QStringLiteral(SACCADE_MODELS));
        QVERIFY(m_real->open());
        press(Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(m_real->window().findChild<ui::CompareDialog*>());
        m_dialog = m_real->window().findChild<ui::CompareDialog*>();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog) && RealWindow::activate(*m_dialog));
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->scene(0)->maps(), Patience);
        m_dialog->state()->setOpacity(100);
        m_dialog->state()->setSmooth(false);
        moveMouse(*m_dialog, {1, 1});
    }

    void cleanup() { m_real.reset(); }

    void theCursorOnOneModelMarksThePatchOnTheOther()
    {
        choose(other());
        QTRY_VERIFY_WITH_TIMEOUT(hasBoth(), Patience);
        const Query first = Query::ofPatch(2, 3);
        const Query second = Query::ofPatch(6, 1);
        QVERIFY(!isMarked(canvas(1), first));
        moveMouse(canvas(0), canvas(0).patchRect(first).center().toPoint());
        QCOMPARE(m_dialog->state()->query(), first);
        QTRY_VERIFY(isMarked(canvas(1), first));
        moveMouse(canvas(1), canvas(1).patchRect(second).center().toPoint());
        QCOMPARE(m_dialog->state()->query(), second);
        QTRY_VERIFY(isMarked(canvas(0), second));
        QVERIFY(!isMarked(canvas(0), first));
        moveMouse(*m_dialog, {1, 1});
        QTRY_VERIFY(!isMarked(canvas(0), second));
    }

    void theDifferenceIsTheSecondMapLessTheFirst()
    {
        const QString file = other();
        choose(file);
        QTRY_VERIFY_WITH_TIMEOUT(hasBoth(), Patience);
        const Query query = Query::ofPatch(1, 6);
        click(canvas(1), canvas(1).patchRect(query).center().toPoint());
        QTRY_VERIFY(m_dialog->state()->isPinned());
        const ui::Services& services = m_real->services();
        const Image& picture = bench().shown()->pixels;
        const AttentionMaps before = services.explain(bench().model(), picture).attention;
        const AttentionMaps after = services.explain(services.openModel(ui::toPath(file)), picture).attention;
        const auto mapOf = [&](const AttentionMaps& maps) {
            return maps.patches(m_dialog->state()->layer(), m_dialog->state()->head(), query.token(maps));
        };
        int place = 0;
        float furthest = 0.0F;
        for (std::size_t i = 0; i < mapOf(before).size(); ++i)
            if (const float apart = mapOf(after)[i] - mapOf(before)[i];
                std::abs(apart) > std::abs(furthest)) {
                furthest = apart;
                place = int(i);
            }
        QVERIFY(std::abs(furthest) > 1e-3F);
        ui::DifferenceCanvas& canvas = *m_dialog->difference();
        QTRY_VERIFY(std::abs(canvas.furthest() - std::abs(furthest)) < 1e-6F);
        const QRect shown = canvas.pictureRect();
        const QPoint there(
            shown.x() + int((place % before.gridColumns + 0.5) * shown.width() / before.gridColumns),
            shown.y() + int((place / before.gridColumns + 0.5) * shown.height() / before.gridRows));
        const QColor colour = canvas.grab().toImage().pixelColor(there);
        QVERIFY2(furthest > 0.0F ? colour.red() > colour.blue() : colour.blue() > colour.red(),
                 qPrintable(colour.name()));
    }

    void bothFollowTheWindowsPicture()
    {
        choose(other());
        QTRY_VERIFY_WITH_TIMEOUT(hasBoth(), Patience);
        const auto before = m_dialog->scene(1)->explanation;
        QVERIFY(RealWindow::activate(m_real->window()));
        press(Qt::Key_N);
        QTRY_VERIFY_WITH_TIMEOUT(hasBoth() && m_dialog->scene(1)->explanation != before, Patience);
        QCOMPARE(bench().picture()->index, 1);
        for (int model = 0; model < 2; ++model)
            QVERIFY(m_dialog->scene(model)->picture == bench().shown()->pixels);
        QVERIFY(m_dialog->scene(1)->explanation->logits != before->logits);

        // The key that opened it closes it, and what nobody sees is not asked for.
        press(Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(!m_dialog->isVisible());
        const auto last = m_dialog->scene(0)->explanation;
        const int asked = m_real->explanations();
        press(Qt::Key_N);
        QTRY_VERIFY_WITH_TIMEOUT(m_real->explanations() > asked, Patience);
        QVERIFY(m_dialog->scene(0)->explanation == last);
    }

    void whatCannotStandBesideItSaysWhy_data()
    {
        QTest::addColumn<int>("patch");
        QTest::addColumn<int>("side");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("other patches")
            << 8 << 32
            << "This model cuts the picture into 4 × 4 patches, the other one into "
               "8 × 8: their maps cannot be laid side by side.";
        QTest::newRow("pictures of another size")
            << 4 << 16 << "picture: expected 16 × 16 pixels, found 32 × 32";
    }

    void whatCannotStandBesideItSaysWhy()
    {
        QFETCH(int, patch);
        QFETCH(int, side);
        QFETCH(QString, sentence);
        ModelSpec unlike = spec();
        unlike.patchSize = patch;
        unlike.imageSize = side;
        choose(saved("unlike", unlike));
        QTRY_COMPARE_WITH_TIMEOUT(m_dialog->scene(1)->message, sentence, Patience);
        const auto* words = m_dialog->view(1)->findChild<QLabel*>("pictureNumbers");
        QTRY_COMPARE(words->text(), sentence);
        QVERIFY(words->isVisible());
        QVERIFY(m_dialog->scene(0)->maps());
        QCOMPARE(m_dialog->difference()->furthest(), 0.0F);
        moveMouse(canvas(0), canvas(0).patchRect(Query::ofPatch(7, 7)).center().toPoint());
        QTRY_VERIFY(isMarked(canvas(0), Query::ofPatch(7, 7)));

        choose(other()); // nothing is lost by it
        QTRY_VERIFY_WITH_TIMEOUT(hasBoth(), Patience);
        QTRY_VERIFY(m_dialog->difference()->furthest() > 0.0F);
    }

    void whatIsNoModelIsSaidToBeNone()
    {
        QFile file(m_real->path("notes.safetensors"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no model") > 0);
        file.close();
        choose(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->scene(1)->message.contains("notes.safetensors"), Patience);
        QVERIFY2(m_dialog->scene(1)->message.contains("expected"), qPrintable(m_dialog->scene(1)->message));
        QVERIFY(m_dialog->scene(0)->maps());
    }
};

SACCADE_SUITE(CompareFlowTest)
#include "compare_flow_test.moc"
