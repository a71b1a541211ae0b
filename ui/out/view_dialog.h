// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/out/view_export.h"

#include <QDialog>
#include <QList>
#include <QPointer>
#include <QString>

class QComboBox;
class QLabel;
class QPushButton;

namespace saccade::ui {

class PathField;

/// A part of the window that can be written to a file.
struct View
{
    QString name;
    QPointer<QWidget> widget;
    const char* word; ///< what the file is called at first
};

/// Writes one of the views to a file, in the form and at the scale that are chosen.
class ViewDialog : public QDialog
{
    Q_OBJECT

public:
    /// `chosen`: which of them at first. Files go to `folder`.
    ViewDialog(const QList<View>& views, int chosen, const QString& folder, QWidget* parent = nullptr);

private:
    void build();
    void suggestPath();
    void refresh();
    void write();
    ViewForm form() const;
    int scale() const;

    QList<View> m_views;
    QString m_folder;
    QComboBox* m_view;
    QComboBox* m_form;
    QComboBox* m_scale;
    PathField* m_path;
    QLabel* m_size;
    QLabel* m_message;
    QString m_reason; ///< why nothing can be written, as it was last said
    QPushButton* m_export;
    QPushButton* m_close;
};

} // namespace saccade::ui
