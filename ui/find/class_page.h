// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "ui/find/find_tiles.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace saccade::ui {

class AttentionState;
class TileList;
class WorkLine;

/// Where the chosen head looks on the pictures of each class, on average. Averaged once for all heads when
/// the page is first shown, and again when a person asks for it.
class ClassPage : public QWidget
{
    Q_OBJECT

public:
    ClassPage(const Services& services, AttentionState* state, QWidget* parent = nullptr);

    void setSubject(const FindSubject& subject);
    void average();
    /// Nothing comes of what runs.
    void stop();

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// All that the tiles' pixels depend on, but for the maps.
    struct Drawn
    {
        int layer = -1;
        int head = -1;
        ColourMap colours = ColourMap::Inferno;
        bool isSmooth = false;
        bool operator==(const Drawn&) const = default;
    };

    void showMaps();
    std::vector<QImage> paint() const;
    /// The chosen layer and head are among those of the maps.
    bool hasMaps() const;
    void refresh();
    void say(const QString& sentence);

    Services m_services;
    AttentionState* m_state;
    FindSubject m_subject;
    FindSubject m_begun; ///< whose maps are shown, or are being computed
    std::optional<ClassAttention> m_maps;
    Drawn m_drawn;
    QPushButton* m_average;
    QLabel* m_caption;
    TileList* m_list;
    WorkLine* m_work;
};

} // namespace saccade::ui
