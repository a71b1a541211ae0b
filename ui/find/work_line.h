// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"
#include "ui/support/latest_job.h"

#include <QWidget>

#include <memory>
#include <utility>

class QProgressBar;
class QPushButton;

namespace saccade::ui {

/// Work over many pictures, away from the interface's thread: how far it is, and a button that stops it.
/// There only while something runs.
class WorkLine : public QWidget
{
    Q_OBJECT

public:
    explicit WorkLine(QWidget* parent = nullptr);
    ~WorkLine() override;

    bool isRunning() const { return m_job.isBusy(); }
    /// Calls work(RunControl&, const Progress&) on the worker, then done(its result) here; where it throws,
    /// failed() comes instead. What ran before is stopped, and not heard of any more.
    template <typename Work, typename Done>
    void run(Work work, Done done)
    {
        const auto control = renew();
        m_job.run([work = std::move(work), control,
                   progress = progressOf(control)] { return work(*control, progress); },
                  std::move(done));
    }
    /// Nothing comes of what runs.
    void stop();

Q_SIGNALS:
    void runningChanged(bool running);
    void failed(const QString& sentence);
    /// A person pressed the button.
    void stopped();

private:
    std::shared_ptr<RunControl> renew();
    Progress progressOf(const std::shared_ptr<RunControl>& control);
    void showShare(double share);

    QProgressBar* m_bar;
    QPushButton* m_stop;
    std::shared_ptr<RunControl> m_control;
    LatestJob m_job; ///< last, so that its thread ends first
};

} // namespace saccade::ui
