// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace saccade::ui {

class BackgroundTask;
class PathField;
class PythonBox;

/// Writes a model for other programs: what each format is for, the Python lines that load it, and, once it is
/// written, what asking the file has shown.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `data`: whose test pictures the written file is asked about; may be null. `name`: what the file is
    /// called at first, without its ending.
    ExportDialog(const Services& services, ModelPtr model, DatasetPtr data, const QString& name,
                 QWidget* parent = nullptr);

    /// Stops what is being written first; it leaves nothing behind.
    void reject() override;

Q_SIGNALS:
    void exported(const QString& path);

private:
    void makeChoices();
    void buildLayout();
    ExportOptions options() const;
    void changeFormat();
    void begin();
    void closeOrCancel();
    void refresh();
    void refreshExport();
    QString obstacle() const;
    bool replaces() const;
    void showProgress(double share, const QString& what);
    void showSuccess();
    void showEnd(const char* kind, const QString& text);

    decltype(Services::exportModel) m_write;
    ModelPtr m_model;
    DatasetPtr m_data;
    /// What the work has written; kept beside the task, whose last word after a cancel says nothing of it.
    std::shared_ptr<ExportResult> m_result;
    BackgroundTask* m_task;
    QComboBox* m_format;
    QComboBox* m_numbers;
    QCheckBox* m_attention;
    PathField* m_path;
    QLabel* m_about;
    PythonBox* m_python;
    QPushButton* m_export;
    QPushButton* m_close;
    QProgressBar* m_bar;
    QLabel* m_message;
    bool m_closing = false;
};

} // namespace saccade::ui
