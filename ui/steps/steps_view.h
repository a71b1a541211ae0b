// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/values/attention_steps.h"
#include "core/values/image.h"
#include "ui/steps/step_words.h"

#include <QScrollArea>

#include <array>
#include <memory>

namespace saccade::ui {

class StepCard;
class StripList;
class TokenGrid;
class TokenMark;

/// The steps under each other, each with pictures of its numbers; one of them is the current one.
class StepsView : public QScrollArea
{
    Q_OBJECT

public:
    explicit StepsView(TokenMark* mark, QWidget* parent = nullptr);

    /// `colours`: of the shares.
    void setSteps(const AttentionSteps& steps, const Image& picture, ColourMap colours);
    /// The step that is told now; scrolls there.
    void setCurrent(Step step);
    Step current() const { return m_current; }

    StepCard* card(Step step) const { return m_cards[std::size_t(step)]; }
    TokenGrid* keys() const { return m_keys; }
    TokenGrid* scores() const { return m_scores; }
    TokenGrid* shares() const { return m_shares; }
    StripList* query() const { return m_query; }
    StripList* weighted() const { return m_weighted; }
    StripList* heads() const { return m_heads; }

Q_SIGNALS:
    /// A click on its card.
    void stepChosen(saccade::ui::Step step);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void makeCards(QWidget* content);
    void refreshStrips();
    void refreshWeighted();

    TokenMark* m_mark;
    std::unique_ptr<const AttentionSteps> m_steps;
    Image m_image;
    ColourMap m_colours = ColourMap::Inferno;
    Step m_current = Step::Token;
    std::array<StepCard*, StepCount> m_cards{};
    TokenGrid* m_picture;
    StripList* m_token;
    StripList* m_query;
    TokenGrid* m_keys;
    TokenGrid* m_scores;
    TokenGrid* m_shares;
    StripList* m_weighted;
    StripList* m_heads;
    StripList* m_output;
    StripList* m_feedForward;
};

} // namespace saccade::ui
