// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/trained_model.h"

#include <QDateTime>
#include <QWidget>

class QLabel;
class QTimer;

namespace saccade::ui {

/// The line at the window's foot: what the worker does, how fast, with how much memory, on which model; and
/// at the right when the run was last saved. For QStatusBar::addWidget(line, 1).
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    enum class Tone
    {
        Quiet,   ///< nothing is going on
        Working, ///< the worker is busy
        Held,    ///< paused, or waiting for something
        Bad      ///< something failed
    };

    explicit StatusLine(QWidget* parent = nullptr);

    /// A coloured dot and what it means: "training on 2 cores, bf16".
    void setWork(Tone tone, const QString& what);
    /// Hidden where not above 0.
    void setImagesPerSecond(double rate);
    void setModel(const ModelSpec& model);
    /// Says too where its weights are random still.
    void setModel(const ModelInfo& model);
    void clearModel();
    /// The run's name; empty: none.
    void setRun(const QString& name);
    /// When the run was last written to disk; the line counts from there. An invalid time clears it.
    void setSaved(const QDateTime& when);
    /// Said at the right in place of run and save time; empty: those again.
    void setNote(const QString& note);

private:
    void refreshRight();
    void refreshMemory();

    QLabel* m_dot;
    QLabel* m_work;
    QLabel* m_rate;
    QLabel* m_memory;
    QLabel* m_model;
    QLabel* m_right;
    QTimer* m_clock;
    QString m_run;
    QString m_note;
    QDateTime m_saved;
};

/// "saved 12 s ago"; "saved just now" under five seconds.
QString savedText(const QDateTime& saved, const QDateTime& now);

} // namespace saccade::ui
