// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/render/scale.h"

#include <QWidget>

#include <optional>

namespace saccade::ui {

/// What a map's colours stand for: the colours from bottom to top, numbers beside them, and a mark at the
/// value under the mouse.
class ColourBar : public QWidget
{
    Q_OBJECT

public:
    /// What the values are.
    enum class Meaning
    {
        Attention,     ///< shares of 1
        Method,        ///< of a method's own unit
        ForAndAgainst, ///< of a class; 0 is the middle
    };

    explicit ColourBar(QWidget* parent = nullptr);

    void setColours(ColourMap colours, const Scale& scale, Meaning meaning = Meaning::Attention);
    void setMark(std::optional<float> value);
    /// Without a map there is nothing to read off.
    void setEmpty(bool empty);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColourMap m_colours = ColourMap::Inferno;
    Scale m_scale;
    std::optional<float> m_mark;
    bool m_empty = true;
};

} // namespace saccade::ui
