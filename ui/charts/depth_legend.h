// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace saccade::ui {

/// The colours of a network's layers in a row, with the names of the first and the last: "embedding ▮▮▮▮
/// head".
class DepthLegend : public QWidget
{
    Q_OBJECT

public:
    explicit DepthLegend(QWidget* parent = nullptr);

    /// In the order of depth.
    void setLayers(const QStringList& names);
    const QStringList& layers() const { return m_names; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    /// The name of the swatch under the mouse.
    bool event(QEvent* event) override;

private:
    int swatchesLeft() const;

    QStringList m_names;
};

} // namespace saccade::ui
