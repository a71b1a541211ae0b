// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <string>
#include <vector>

namespace saccade::ui {

/// What the program is, under which licence, and the facts of this build and machine that a report of a fault
/// needs.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(const std::vector<std::string>& facts, QWidget* parent = nullptr);

    /// What the copy button puts on the clipboard: the version and the facts, one a line.
    QString report() const { return m_report; }

private:
    QString m_report;
};

} // namespace saccade::ui
