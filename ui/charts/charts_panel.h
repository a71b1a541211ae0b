// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/run_curves.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>

class QLabel;
class QToolButton;

namespace saccade::ui {

class ChartCard;

/// The curves of a run: loss, accuracy, learning rate, and images a second or the gradient's norm. Reports
/// may come as often as they like; the charts are redrawn at most 20 times a second.
class ChartsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChartsPanel(QWidget* parent = nullptr);

    /// Forgets the last run and starts another (0 steps where not known). A run that goes on where it was
    /// stopped needs no begin(): its reports follow those that are there.
    void begin(int stepsPerEpoch, qint64 totalSteps);
    void addBatch(const BatchReport& report);
    void addEpoch(const EpochReport& report);
    void clear();

    bool logLoss() const;
    void setLogLoss(bool on);
    bool showsGradientNorm() const { return m_gradient; }
    void setShowsGradientNorm(bool on);

    /// The charts as a picture of `size` points, `scale` pixels each, whether or not this panel is visible.
    QImage image(const QSize& size, qreal scale = 2.0) const;
    /// Redraws at once what the timer would redraw soon.
    void refresh();

    const RunCurves& curves() const { return *m_curves; }
    QSize minimumSizeHint() const override { return {160, 110}; }
    QSize sizeHint() const override { return {1000, 190}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum Place
    {
        Loss,
        Accuracy,
        LearningRate,
        Speed,
        Places
    };

    ChartsPanel(std::shared_ptr<RunCurves> curves, QWidget* parent);
    void build();
    void addCurves();
    void addSwitches();
    void fillFourth();
    void retranslate();
    void later();
    void showHeadings();
    void placeCards();
    int columns() const;

    std::shared_ptr<RunCurves> m_curves;
    std::array<ChartCard*, Places> m_cards{};
    QToolButton* m_log;
    QToolButton* m_speed;
    QToolButton* m_norm;
    QLabel* m_empty;
    QTimer m_timer;
    bool m_gradient = false;
};

} // namespace saccade::ui
