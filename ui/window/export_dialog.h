// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace saccade::ui {

class BackgroundTask;
class PathField;

/// Writes a model to a .safetensors file, and shows the Python lines that load it.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `name`: what the file is called at first, without its ending.
    ExportDialog(const Services& services, ModelPtr model, const QString& name, QWidget* parent = nullptr);

    /// A file being written is finished first: a write takes moments and leaves no half a file.
    void reject() override;

Q_SIGNALS:
    void exported(const QString& file);

private:
    void buildLayout();
    void begin();
    void refresh();
    void showEnd(const char* kind, const QString& text);

    decltype(Services::saveModel) m_save;
    ModelPtr m_model;
    BackgroundTask* m_task;
    PathField* m_path;
    QLabel* m_about;
    QPlainTextEdit* m_python;
    QPushButton* m_copy;
    QPushButton* m_export;
    QPushButton* m_close;
    QProgressBar* m_bar;
    QLabel* m_message;
    bool m_closing = false;
};

/// Python that reads the exported file with the safetensors package.
QString pythonLines(const QString& file);

} // namespace saccade::ui
