// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace saccade::ui {

/// Says why a file is not opened that can run code, and how to turn it into one that cannot.
class CodeFileDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CodeFileDialog(const QString& path, QWidget* parent = nullptr);
};

} // namespace saccade::ui
