// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/scoreboard.h"

#include <QTableWidget>

#include <string>
#include <vector>

namespace saccade::ui {

/// The methods by rank, each with its map in small. Baselines stand among them, set apart by their look; what
/// was refused stands last and says why.
class ScoreboardTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit ScoreboardTable(QWidget* parent = nullptr);

    void setRows(const std::vector<ScoreRow>& rows);
    /// The method whose map lies over the picture stands out.
    void setShownMethod(const std::string& method);
    /// Of the rows that were set, in their order; never baselines or refused ones.
    std::vector<int> chosenRows() const;

Q_SIGNALS:
    /// A method's row was clicked, or Enter pressed on it.
    void methodChosen(const QString& method);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitNames();
    void fillRow(int row, const ScoreRow& score);
    void choose(int row);
    bool isMethod(int row) const;
    void updateFonts();

    std::vector<ScoreRow> m_rows;
    std::string m_shown;
};

} // namespace saccade::ui
