// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QSpinBox;

namespace saccade::ui {

class MethodChoice;

/// Which method's map lies over the picture; below it what that method takes: a class, a class to compare
/// with, how heads become one, how much is discarded. A method that cannot be used on the model says why.
class MethodPanel : public QWidget
{
    Q_OBJECT

public:
    explicit MethodPanel(MethodChoice* choice, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    /// How wide the column of names is, so that it lines up with another form's.
    int labelWidth() const;
    void setLabelWidth(int width);

private:
    void fillMethods();
    void addRow(const QString& name, QWidget* field);
    /// A field, with its name, where the method takes it.
    void setRowVisible(QWidget* field, bool visible);
    void fillClasses();
    void refresh();

    MethodChoice* m_choice;
    ScenePtr m_scene;
    QGridLayout* m_layout;
    QComboBox* m_method;
    QComboBox* m_class;
    QComboBox* m_against;
    QComboBox* m_fuse;
    QSpinBox* m_discard;
};

} // namespace saccade::ui
