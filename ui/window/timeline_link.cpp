// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/timeline_link.h"

#include "ui/attention/attention_workspace.h"
#include "ui/charts/chart_tabs.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/timeline/pinned_pictures.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/charts_dock.h"
#include "ui/window/main_window.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QFileDialog>

namespace saccade::ui {

TimelineLink::TimelineLink(MainWindow& window, const Services& services)
    : QObject(&window)
    , m_window(window)
    , m_services(services)
    , m_pins(new PinnedPictures(this))
    , m_panel(new TimelinePanel(window.attention()->state(), m_pins, services.readTimelineFrame))
{
    window.chartTabs()->addLeaf("chartsTimelineTab", tr("Timeline"),
                                tr("Where the model looked on the pinned pictures, moment by moment"),
                                m_panel);
    connect(window.workbench(), &Workbench::datasetOpened, m_pins, &PinnedPictures::setDataset);
    connect(window.session(), &TrainingSession::started, m_panel, [this] { m_panel->setTimeline({}); });
    connect(window.session(), &TrainingSession::timelineRecorded, m_panel, &TimelinePanel::setTimeline);
    connect(m_panel, &TimelinePanel::pictureChosen, window.gallery(), &GalleryPanel::select);
    connect(window.actions()->pinPicture, &QAction::triggered, this, &TimelineLink::pinShown);
    connect(window.actions()->openTimeline, &QAction::triggered, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(
            &m_window, tr("Open a run's timeline: the run's folder"),
            QString::fromStdString((m_services.dataFolder / "runs").string()));
        if (!folder.isEmpty())
            open(folder);
    });
    connect(&m_opening, &LatestJob::failed, this, [this](const QString& sentence) {
        show();
        m_panel->setFault(sentence);
    });
}

const std::vector<PictureRef>& TimelineLink::pins() const
{
    return m_pins->pictures();
}

void TimelineLink::pinShown()
{
    const auto picture = m_window.workbench()->picture();
    if (!picture)
        m_panel->setFault(tr("Only pictures of the data set can be pinned."));
    else if (!m_pins->toggle(*picture))
        m_panel->setFault(tr("Eight pictures are pinned already; Shift+I on one of them lets go of it."));
    else
        m_panel->setFault({});
    show();
}

void TimelineLink::open(const QString& folder)
{
    m_opening.run(
        [read = m_services.openTimeline, path = std::filesystem::path(folder.toStdU16String())] {
            return std::make_shared<const Timeline>(read(path));
        },
        [this](const TimelinePtr& timeline) {
            show();
            m_panel->setTimeline(timeline);
        });
}

void TimelineLink::show()
{
    m_window.findChild<ChartsDock*>()->show();
    m_window.chartTabs()->showLeaf(m_panel);
}

} // namespace saccade::ui
