// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/find/find_tiles.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace saccade::ui {

class AttentionState;
class TileList;
class WorkLine;

/// The pictures of the chosen head: those that excite it most, on which it is most focused, or on which it
/// looks farthest; each with the head's map over it.
class FoundPage : public QWidget
{
    Q_OBJECT

public:
    FoundPage(const Services& services, AttentionState* state, QWidget* parent = nullptr);

    /// Asked from the next search on. Another data set ends what runs, and its pictures are gone.
    void setSubject(const FindSubject& subject);
    /// Looks for the chosen head's pictures; what ran before is stopped.
    void search();
    /// Nothing comes of what runs.
    void stop();
    /// Whether what is shown, or is being looked for, is of the chosen head, order and model.
    bool isCurrent() const { return m_begun == question(); }

Q_SIGNALS:
    void pictureChosen(saccade::PictureRef picture);

private:
    /// What was looked for, and of whom.
    struct Question
    {
        FindSubject subject;
        int layer = -1;
        int head = -1;
        FindBy by = FindBy::HighestOutput;
        bool operator==(const Question&) const = default;
    };

    Question question() const;
    FindBy by() const;
    void showTiles(std::vector<FoundTile> tiles);
    QImage paint(const FoundTile& tile) const;
    void refresh();
    void say(const QString& sentence);

    Services m_services;
    AttentionState* m_state;
    FindSubject m_subject;
    Question m_begun;
    std::vector<FoundTile> m_tiles;
    QComboBox* m_by;
    QPushButton* m_search;
    QLabel* m_caption;
    TileList* m_list;
    WorkLine* m_work;
};

} // namespace saccade::ui
