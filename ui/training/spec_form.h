// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/form_field.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace saccade::ui {

/// Rows of label and editor over some fields of a spec's JSON.
class SpecForm : public QWidget
{
    Q_OBJECT

public:
    explicit SpecForm(const std::vector<FormField>& fields, QWidget* parent = nullptr);

    void load(const nlohmann::json& spec);
    void store(nlohmann::json& spec) const;

    bool has(const QString& key) const;
    QString label(const QString& key) const;
    QWidget* editor(const QString& key) const;

    /// Disables everything; the tooltips begin with the reason. An empty reason unlocks.
    void setLocked(const QString& reason);
    /// Disables one field that has no effect as the others are set; an empty reason enables it.
    void setUnused(const QString& key, const QString& reason);
    /// Marks the fields that a fault names, and no other.
    void markFaulty(const QStringList& keys);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row
    {
        FieldEditor editor;
        QLabel* label = nullptr;
        QString name;
        QString tip;
        QString unused;
    };

    Row* row(const QString& key);
    const Row* row(const QString& key) const;
    void addRow(const FormField& field, int at);
    void refresh(Row& row);

    std::vector<Row> m_rows;
    QString m_locked;
};

} // namespace saccade::ui
