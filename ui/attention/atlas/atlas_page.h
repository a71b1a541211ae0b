// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"
#include "ui/attention/atlas/atlas_sheet.h"
#include "ui/support/latest_job.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QProgressBar;

namespace saccade::ui {

/// One picture of the model atlas: computed in the background when the page is shown for the first time, with
/// progress; stopped when the page goes.
class AtlasPage : public QWidget
{
    Q_OBJECT

public:
    /// What a page shows: a picture, painted from what was computed, and what to know to read it.
    struct Content
    {
        std::function<QImage(const SheetLook&)> paint;
        QString caption;
    };
    /// Runs on a worker thread.
    using Work = std::function<Content(RunControl&, const Progress&)>;

    explicit AtlasPage(Work work, QWidget* parent = nullptr);
    ~AtlasPage() override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void start();
    void showProgress(double share);
    void showContent(const Content& content);
    void paintSheet();

    Work m_work;
    std::shared_ptr<RunControl> m_control = std::make_shared<RunControl>();
    Content m_content;
    QLabel* m_caption;
    QLabel* m_picture;
    QProgressBar* m_progress;
    bool m_isStarted = false;
    LatestJob m_job; ///< last, so that its thread ends first
};

} // namespace saccade::ui
