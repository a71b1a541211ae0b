// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/focus_chain.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QScrollBar>
#include <QToolBar>
#include <QWindow>
#include <QtTest/QtTest>

namespace saccade::test {

namespace {

constexpr int MostControls = 400; // far more than the window has: a walk that never comes round ends

bool isControl(const QWidget& widget)
{
    if (qobject_cast<const QScrollBar*>(&widget))
        return false;
    if (widget.parentWidget() &&
        (qobject_cast<const QDockWidget*>(widget.parentWidget()) || widget.objectName().startsWith("qt_")))
        return false;
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget) ||
           qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QComboBox*>(&widget) ||
           qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QAbstractItemView*>(&widget) ||
           widget.focusPolicy() == Qt::StrongFocus;
}

/// Of buttons of which one is checked, that one is enough: the arrows go on from it.
bool isBesideACheckedOne(const QWidget& widget, const QSet<const QWidget*>& reached)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const QButtonGroup* group = button ? button->group() : nullptr;
    return group && group->exclusive() && group->checkedButton() && reached.contains(group->checkedButton());
}

bool isPartOf(const QWidget& widget, const QSet<const QWidget*>& reached)
{
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget())
        if ((qobject_cast<const QAbstractSpinBox*>(above) || qobject_cast<const QComboBox*>(above)) &&
            reached.contains(above))
            return true;
    return false;
}

QString described(const QWidget& widget)
{
    QString words = widget.metaObject()->className();
    for (const QWidget* at = &widget; at; at = at->parentWidget())
        if (!at->objectName().isEmpty())
            words += " in " + at->objectName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        words += " \"" + button->text() + '"';
    return words + " \"" + widget.accessibleName() + "\" (" + widget.toolTip() + ')';
}

} // namespace

QSet<const QWidget*> reachedByTab(QWidget& window)
{
    QSet<const QWidget*> reached;
    for (int i = 0; i < MostControls; ++i) {
        QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
        const QWidget* now = QApplication::focusWidget();
        if (!now || reached.contains(now))
            break;
        reached.insert(now);
    }
    return reached;
}

QStringList controlsBeside(const QWidget& window, const QSet<const QWidget*>& reached)
{
    QStringList missed;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->window() != &window || !widget->isVisible() || !widget->isEnabled() ||
            !isControl(*widget) || reached.contains(widget) || isPartOf(*widget, reached) ||
            isBesideACheckedOne(*widget, reached))
            continue;
        if (widget->focusProxy() && reached.contains(widget->focusProxy()))
            continue;
        missed += described(*widget);
    }
    return missed;
}

} // namespace saccade::test
