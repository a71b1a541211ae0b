// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"
#include "ui/attention/scene/scene.h"

#include <QWidget>

#include <map>
#include <optional>
#include <utility>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace saccade::ui {

class AttentionState;

/// The words under the picture: which map it is, what its numbers mean, and the value under the mouse; and
/// the two buttons that a patch cannot stand for: the CLS token, and holding on to a query.
class PictureCaption : public QWidget
{
    Q_OBJECT

public:
    explicit PictureCaption(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene, const std::optional<Query>& patchUnderCursor);
    /// Where a method is shown: its map, null where there is none yet, and the value under the mouse.
    void setMethod(const ScenePtr& scene, const MethodMap* map, std::optional<float> value);
    /// A method has other words, which need other room.
    void setMethodShown(bool shown) { m_hasMethod = shown; }
    /// Enough for the longest words at this width: the same for every query, pinned or not, so that nothing
    /// moves.
    int roomFor(int width) const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    static QString sentence(int layer, int head, const Query& query);
    /// Where the part of a row goes that the map does not show.
    static QString rest(const AttentionMaps& maps, int layer, int head, int token);
    static QString numbers(const QString& rest, std::optional<double> value);
    /// Of the button's two words, the longer one's width.
    int widestPin() const;
    int heightOfLongest(int width) const;
    /// The longest words that may be shown, by kind of map.
    QStringList longest() const;
    void describeMap(const AttentionMaps& maps, const std::optional<Query>& patchUnderCursor);
    void updateButtons(const AttentionMaps* maps);

    AttentionState* m_state;
    QLabel* m_what;
    QLabel* m_numbers;
    QToolButton* m_cls;
    QToolButton* m_pin;
    QBoxLayout* m_layout;
    bool m_hasMethod = false;
    /// What heightOfLongest() found, by whether a method is shown and by width: it is asked at every hover.
    mutable std::map<std::pair<bool, int>, int> m_heights;
};

} // namespace saccade::ui
