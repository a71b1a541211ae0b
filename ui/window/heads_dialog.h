// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

class QComboBox;

namespace saccade::ui {

/// Asks how many attention heads a model has that does not say it itself.
class HeadsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `width`: of a token.
    HeadsDialog(const QString& path, int width, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(int heads);

private:
    QComboBox* m_heads;
};

/// The numbers of heads that a model of this width may have, in rising order: those whose heads are 16 to 128
/// wide where there are such, else all divisors.
std::vector<int> plausibleHeads(int width);
/// The one of them whose heads are nearest to 64 wide, as published models have them.
int likelyHeads(int width);

} // namespace saccade::ui
