// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/out_actions.h"

#include "tests/app/cli/npy_file.h"
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/method_result.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/out/session_file.h"
#include "ui/out/view_export.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

} // namespace

/// What leaves the real window as a file and comes back.
class OutTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<RealWindow> m_real;

    ui::MainWindow& window() { return m_real->window(); }
    ui::Workbench& bench() { return *window().workbench(); }
    ui::AttentionState& state() { return *window().attention()->state(); }
    ui::MethodChoice& method() { return *window().attention()->methodChoice(); }
    ui::OutActions& out() { return *window().findChild<ui::OutActions*>(); }
    QString path(const QString& name) { return m_real->path(name); }
    /// The grid is as it was too, and the window has settled.
    QImage gridPixels() { return window().attention()->headGrid()->canvas()->grab().toImage(); }

    bool save(const QString& file)
    {
        QSignalSpy written(&out(), &ui::OutActions::written);
        out().save(file);
        return QTest::qWaitFor([&written] { return !written.isEmpty(); }, Patience);
    }
    bool open(const QString& file)
    {
        QSignalSpy restored(&out(), &ui::OutActions::restored);
        return out().open(file) && QTest::qWaitFor([&restored] { return !restored.isEmpty(); }, Patience);
    }
    /// The method's maps are there.
    bool methodIsShown(const std::string& name)
    {
        return QTest::qWaitFor(
            [this, &name] {
                const auto& shown = window().attention()->scene()->method;
                return shown && shown->request.method == name && !shown->maps.empty() && !shown->isPending;
            },
            Patience);
    }
    QString complaint()
    {
        QString text;
        for (QMessageBox* box : window().findChildren<QMessageBox*>("complaint")) {
            text += box->text();
            box->close();
        }
        return text;
    }
    void choose()
    {
        window().gallery()->select({Split::Test, 7});
        bench().history()->toggleMute(0, 1);
        Intervention painted = bench().history()->current();
        painted.setPainted(10, true);
        painted.setPainted(11, true);
        painted.fill = PatchFill::Blur;
        bench().history()->change(painted, "paint");
        state().setLayer(0);
        state().setHead(1);
        state().pin(ui::Query::ofPatch(2, 3));
        state().setColourMap(ColourMap::Viridis);
        state().setOpacity(80);
        state().setSmooth(false);
        state().setScaleFromLowest(true);
        state().setGrid({"attention", ui::HeadOrder::Entropy, true});
        method().setFuse(HeadFuse::Max);
        method().setClass(2);
        method().setMethod("gradient-attention");
    }
    void changeEverything()
    {
        window().actions()->workspaceTrain->trigger();
        bench().history()->reset();
        window().gallery()->select({Split::Train, 3});
        state().setLayer(1);
        state().setHead(0);
        state().unpin();
        state().setColourMap(ColourMap::Grey);
        state().setOpacity(20);
        state().setSmooth(true);
        state().setScaleFromLowest(false);
        state().setScaleShared(true);
        state().setGrid({});
        method().setMethod("rollout");
        method().setClass({});
        method().setFuse(HeadFuse::Min);
        bench().makeUntrainedModel(smallModel(), 99);
    }

    /// The picture's room is measured anew when the window's size changes, not at every word below it.
    void arrangeAnew()
    {
        const QSize size = window().size();
        for (const QSize& each : {size - QSize(40, 40), size}) {
            window().resize(each);
            QTest::qWait(50);
        }
    }

private Q_SLOTS:
    void init()
    {
        m_real = std::make_unique<RealWindow>(QStringLiteral(SACCADE_MODELS));
        QVERIFY(m_real->open());
        moveMouse(window(), {1, 1});
        QCoreApplication::processEvents();
    }

    void cleanup() { m_real.reset(); }

    void aSessionBringsTheSameViewBack()
    {
        const int before = m_real->explanations();
        choose();
        QTRY_VERIFY_WITH_TIMEOUT(m_real->explanations() > before, Patience);
        QVERIFY(methodIsShown("gradient-attention"));
        QTest::qWait(300); // the grid waits a little too
        arrangeAnew();
        const QImage canvas = m_real->canvasPixels();
        const QImage grid = gridPixels();
        const ui::Session saved = ui::sessionOf(window()).session;
        const auto logits = m_real->explained()->logits;
        QVERIFY(save(path("view.saccade")));

        const ModelPtr first = bench().model();
        changeEverything();
        QTRY_VERIFY_WITH_TIMEOUT(bench().model() != first, Patience);
        QVERIFY(methodIsShown("rollout"));
        QVERIFY(m_real->canvasPixels() != canvas);

        QVERIFY(open(path("view.saccade")));
        QVERIFY2(complaint().isEmpty(), "something was not brought back");
        QVERIFY(methodIsShown("gradient-attention"));
        ui::Session now = ui::sessionOf(window()).session;
        if (saved.model.empty()) // it had no file: it has one now
            now.model.clear();
        QVERIFY2(now == saved, ui::sessionText(now).c_str());
        QVERIFY(m_real->explained()->logits == logits);
        arrangeAnew();
        QTRY_VERIFY(m_real->canvasPixels() == canvas);
        QTRY_VERIFY(gridPixels() == grid);
        QVERIFY(window().actions()->workspaceExplore->isChecked());
    }

    void anOwnPictureAndAModelWithoutAFileComeBack()
    {
        const ModelPtr first = bench().model();
        bench().makeUntrainedModel(smallModel(), 5);
        QTRY_VERIFY_WITH_TIMEOUT(bench().model() != first, Patience);
        bench().setOwnPicture(std::make_shared<const Image>(64, 32), "from the clipboard");
        QTRY_VERIFY_WITH_TIMEOUT(!bench().picture() && m_real->isAnswered(), Patience);
        const Image shown = bench().shown()->pixels;
        const auto logits = m_real->explained()->logits;
        QVERIFY(save(path("own.saccade")));
        window().gallery()->select({Split::Test, 3});
        const ModelPtr second = bench().model();
        bench().makeUntrainedModel(smallModel(), 6);
        QTRY_VERIFY_WITH_TIMEOUT(bench().model() != second, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_real->isAnswered(), Patience);
        QVERIFY(m_real->explained()->logits != logits);
        QVERIFY(open(path("own.saccade")));
        QVERIFY(!bench().picture());
        QVERIFY(bench().shown()->pixels == shown);
        QCOMPARE(bench().shown()->label, QString("Own picture: from the clipboard"));
        QVERIFY(m_real->explained()->logits == logits);
    }

    void whatIsMissingIsToldAndTheRestComesBack()
    {
        const ModelPtr first = bench().model();
        bench().makeUntrainedModel(smallModel(), 5);
        QTRY_VERIFY_WITH_TIMEOUT(bench().model() != first, Patience);
        state().setOpacity(33);
        QVERIFY(save(path("view.saccade")));
        state().setOpacity(70);
        const ModelPtr shown = bench().model();

        QFile weights(path("view-files/model.safetensors"));
        QVERIFY(weights.open(QIODevice::Append));
        weights.write("x");
        weights.close();
        QVERIFY(open(path("view.saccade")));
        QVERIFY(complaint().contains("its contents have changed"));
        QVERIFY(bench().model() == shown);
        QCOMPARE(state().opacity(), 33);

        state().setOpacity(70);
        QVERIFY(weights.remove());
        QVERIFY(open(path("view.saccade")));
        QVERIFY(complaint().contains("is not there"));
        QCOMPARE(state().opacity(), 33);

        QFile other(path("notes.saccade"));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("notes");
        other.close();
        QVERIFY(!out().open(other.fileName()));
        QVERIFY(complaint().contains("a session"));
    }

    void everyViewIsExportedAtItsSize()
    {
        const QList<ui::View> views = out().views();
        QVERIFY(views.size() >= 4);
        for (const ui::View& view : views) {
            const QImage image = QImage::fromData(ui::viewBytes(*view.widget, ui::ViewForm::Png, 2), "PNG");
            QCOMPARE(image.size(), view.widget->size() * 2);
            const QRgb first = image.pixel(0, 0);
            bool isBlank = true;
            for (int y = 0; y < image.height() && isBlank; ++y)
                for (int x = 0; x < image.width() && isBlank; ++x)
                    isBlank = image.pixel(x, y) == first;
            QVERIFY2(!isBlank, view.word);
            QVERIFY(ui::viewBytes(*view.widget, ui::ViewForm::Pdf).startsWith("%PDF"));
        }
        QVERIFY(ui::viewBytes(*window().attention()->pictureView(), ui::ViewForm::Svg).contains("<text"));
    }

    void theMapsAreExportedWithTheirSettings()
    {
        QSignalSpy written(&out(), &ui::OutActions::written);
        out().writeMapsTo(path("maps.npy"));
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, Patience);
        const NpyFile file = readNpy(path("maps.npy"));
        const AttentionMaps& maps = m_real->explained()->attention;
        QVERIFY(file.shape == (std::vector<int>{maps.layers, maps.heads, maps.tokens, maps.tokens}));
        QVERIFY(file.values == maps.values);
        QFile about(path("maps.json"));
        QVERIFY(about.open(QIODevice::ReadOnly));
        const QJsonObject settings = QJsonDocument::fromJson(about.readAll())["settings"].toObject();
        QCOMPARE(settings["dataset"].toString(), QString("shapes"));
        QCOMPARE(settings["picture"].toObject()["index"].toInt(), 0);
    }

    void everyActionStandsInTheFileMenuAndTheViewsMenu()
    {
        const auto there = window().menuBar()->actions().first()->menu()->actions();
        for (QAction* action :
             {out().openSession, out().saveSession, out().exportView, out().exportMaps, out().exportTimeline})
            QVERIFY2(there.contains(action), qPrintable(action->text()));
        QWidget* view = window().attention()->pictureView();
        Q_EMIT view->customContextMenuRequested({5, 5});
        auto* menu = view->findChild<QMenu*>("viewMenu");
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), out().exportView->text());
        menu->actions().first()->trigger();
        menu->close();
        QTRY_VERIFY(window().findChild<ui::ViewDialog*>());
    }
};

SACCADE_SUITE(OutTest)
#include "out_test.moc"
