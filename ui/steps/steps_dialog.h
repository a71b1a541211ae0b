// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"
#include "ui/steps/step_words.h"
#include "ui/support/latest_job.h"

#include <QDialog>
#include <QKeySequence>
#include <QTimer>

#include <optional>

class QLabel;
class QToolButton;

namespace saccade::ui {

class AttentionState;
class StepsView;
class TokenMark;

/// Steps through self-attention with the model's own numbers, for the layer, head and query that are chosen
/// in the window beside it, and follows them. Keys: Page Down and Page Up walk the steps; the window's own
/// keys for layer, head and picture go on working.
class StepsDialog : public QDialog
{
    Q_OBJECT

public:
    using Compute = decltype(Services::attentionSteps);

    StepsDialog(AttentionState* state, Compute compute, QWidget* parent = nullptr);
    ~StepsDialog() override;

    /// The model and the picture that it has looked at; `state` knows their layers and heads by now.
    void setSubject(const ModelPtr& model, const Image& picture);
    /// What is shown; nothing before the first answer, and for a model without attention.
    const std::optional<AttentionSteps>& steps() const { return m_steps; }
    StepsView* view() const { return m_view; }
    TokenMark* mark() const { return m_mark; }
    bool isPlaying() const { return m_timer.isActive(); }

public Q_SLOTS:
    /// Asks for the steps that are chosen now.
    void refresh();
    void nextStep();
    void previousStep();
    /// Walks the steps by itself; from the last one, from the first again.
    void play(bool playing);

Q_SIGNALS:
    /// New steps are shown.
    void shown();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeHeader();
    QToolButton* makeButton(const char* iconName, const QString& text, const QKeySequence& keys);
    void present(const AttentionSteps& steps, const Image& picture);
    void say(const QString& message);
    void goTo(Step step);
    void refreshMark();
    void choose(int token);
    bool isAsked(int layer, int head, int token) const;

    AttentionState* m_state;
    Compute m_compute;
    ModelPtr m_model;
    Image m_picture;
    std::optional<AttentionSteps> m_steps;
    TokenMark* m_mark;
    StepsView* m_view;
    QLabel* m_title;
    QLabel* m_marked;
    QLabel* m_message;
    QLabel* m_where;
    QToolButton* m_previous = nullptr;
    QToolButton* m_play = nullptr;
    QToolButton* m_next = nullptr;
    QTimer m_timer;
    LatestJob m_job;
};

} // namespace saccade::ui
