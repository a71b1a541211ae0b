// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/methods/method_panel.h"

#include "ui/attention/methods/method_choice.h"
#include "ui/attention/methods/method_request.h"
#include "ui/attention/methods/method_words.h"
#include "ui/support/look.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr int NoClass = -1; ///< what is open: the predicted class, or the most probable other one

QComboBox* combo(const char* name, const QString& spoken, const QString& toolTip, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(spoken);
    box->setToolTip(toolTip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->setMaxVisibleItems(20); // all methods with their headings
    return box;
}

std::optional<int> classOf(const QComboBox& box)
{
    const int index = box.currentData().toInt();
    return index == NoClass ? std::nullopt : std::optional(index);
}

/// Replaces the items where they differ, so that an open list stays as it is.
void setItems(QComboBox& box, const QStringList& names)
{
    QStringList present;
    for (int i = 0; i < box.count(); ++i)
        present << box.itemText(i);
    if (present == names)
        return;
    box.clear();
    for (int i = 0; i < names.size(); ++i)
        box.addItem(names[i], i - 1); // the first stands for NoClass
}

} // namespace

MethodPanel::MethodPanel(MethodChoice* choice, QWidget* parent)
    : QWidget(parent)
    , m_choice(choice)
    , m_scene(std::make_shared<Scene>())
    , m_layout(new QGridLayout(this))
    , m_method(combo("method", tr("Method"), {}, this))
    , m_class(combo("methodClass", tr("Class"), tr("The class that the map is of."), this))
    , m_against(combo("methodAgainst", tr("Class to compare with"),
                      tr("The class that it is compared with; the runner-up is the most probable other one."),
                      this))
    , m_fuse(combo("methodFuse", tr("Heads become one by"),
                   tr("How the heads of a layer become one map before they are followed through the layers."),
                   this))
    , m_discard(new QSpinBox(this))
{
    m_discard->setObjectName("methodDiscard");
    m_discard->setAccessibleName(tr("Discard"));
    m_discard->setToolTip(
        tr("The share of each query's keys, the weakest, that is set to 0 before the layers "
           "are followed; CLS is always kept."));
    m_discard->setRange(0, 95);
    m_discard->setSingleStep(5);
    m_discard->setSuffix(tr(" %"));
    m_discard->setKeyboardTracking(false);
    for (const HeadFuse fuse : {HeadFuse::Mean, HeadFuse::Max, HeadFuse::Min})
        m_fuse->addItem(fuse == HeadFuse::Mean  ? tr("Mean")
                        : fuse == HeadFuse::Max ? tr("Maximum")
                                                : tr("Minimum"),
                        int(fuse));
    fillMethods();

    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(10);
    m_layout->setVerticalSpacing(6);
    m_layout->setColumnStretch(1, 1);
    addRow(tr("Method"), m_method);
    addRow(tr("Class"), m_class);
    addRow(tr("Against"), m_against);
    addRow(tr("Heads"), m_fuse);
    addRow(tr("Discard"), m_discard);

    connect(m_method, &QComboBox::activated, this,
            [this] { m_choice->setMethod(m_method->currentData().toString().toStdString()); });
    connect(m_class, &QComboBox::activated, this, [this] { m_choice->setClass(classOf(*m_class)); });
    connect(m_against, &QComboBox::activated, this, [this] { m_choice->setAgainst(classOf(*m_against)); });
    connect(m_fuse, &QComboBox::activated, this,
            [this] { m_choice->setFuse(HeadFuse(m_fuse->currentData().toInt())); });
    connect(m_discard, &QSpinBox::valueChanged, this,
            [this](int percent) { m_choice->setDiscard(percent / 100.0); });
    connect(m_choice, &MethodChoice::changed, this, &MethodPanel::refresh);
    refresh();
}

void MethodPanel::fillMethods()
{
    auto* model = qobject_cast<QStandardItemModel*>(m_method->model());
    QString group;
    for (const MethodInfo& method : methods()) {
        if (methodGroup(method) != group) {
            group = methodGroup(method);
            m_method->addItem(group);
            QStandardItem* heading = model->item(model->rowCount() - 1);
            heading->setFlags(Qt::NoItemFlags);
            QFont bold = font();
            bold.setBold(true);
            heading->setFont(bold);
        }
        m_method->addItem(methodName(method.name), QString::fromUtf8(method.name));
    }
}

void MethodPanel::addRow(const QString& name, QWidget* field)
{
    const int row = m_layout->rowCount();
    QLabel* label = labelOfKind("muted", name, this);
    label->setBuddy(field);
    m_layout->addWidget(label, row, 0);
    m_layout->addWidget(field, row, 1);
}

void MethodPanel::setRowVisible(QWidget* field, bool visible)
{
    field->setVisible(visible);
    for (QLabel* label : findChildren<QLabel*>(Qt::FindDirectChildrenOnly))
        if (label->buddy() == field)
            label->setVisible(visible);
}

int MethodPanel::labelWidth() const
{
    int width = 0;
    for (const QLabel* label : findChildren<QLabel*>(Qt::FindDirectChildrenOnly))
        width = std::max(width, label->sizeHint().width());
    return width;
}

void MethodPanel::setLabelWidth(int width)
{
    m_layout->setColumnMinimumWidth(0, width);
}

void MethodPanel::setScene(const ScenePtr& scene)
{
    m_scene = scene;
    refresh();
}

void MethodPanel::fillClasses()
{
    const Explanation* explanation = m_scene->explanation.get();
    const int predicted = explanation ? explanation->predicted() : -1;
    QStringList names;
    for (int i = 0; explanation && i < int(explanation->probabilities.size()); ++i)
        names << classWords(m_scene->classNames, i);
    const auto orOpen = [&](const QString& named, const QString& open, std::optional<int> index) {
        const bool isKnown = index && *index >= 0;
        QStringList all{isKnown ? named.arg(classWords(m_scene->classNames, *index)) : open};
        return all + names;
    };
    setItems(*m_class, orOpen(tr("Predicted: %1"), tr("Predicted"), predicted));
    const auto second = explanation
                            ? mostProbableBut(*explanation, m_choice->classIndex().value_or(predicted))
                            : std::nullopt;
    setItems(*m_against, orOpen(tr("Runner-up: %1"), tr("Runner-up"), second));
    m_class->setCurrentIndex(m_class->findData(m_choice->classIndex().value_or(NoClass)));
    m_against->setCurrentIndex(m_against->findData(m_choice->against().value_or(NoClass)));
}

void MethodPanel::refresh()
{
    const QSignalBlocker blocker(m_discard);
    const bool isCnn = m_scene->explanation && !m_scene->maps();
    auto* model = qobject_cast<QStandardItemModel*>(m_method->model());
    for (int i = 0; i < m_method->count(); ++i) {
        const QString name = m_method->itemData(i).toString();
        if (name.isEmpty())
            continue; // a heading
        const MethodInfo& method = methodInfo(name.toStdString());
        const bool canBeUsed = !isCnn || !method.needsAttention;
        model->item(i)->setEnabled(canBeUsed);
        model->item(i)->setToolTip(
            canBeUsed ? methodToolTip(method)
                      : tr("This model has no attention: it is a CNN. What is listed under “%1” works.")
                            .arg(methodGroup(methodInfo("grad-cam"))));
    }
    const MethodInfo& method = m_choice->info();
    m_method->setCurrentIndex(m_method->findData(QString::fromUtf8(method.name)));
    m_method->setToolTip(model->item(m_method->currentIndex())->toolTip());
    fillClasses();
    m_fuse->setCurrentIndex(m_fuse->findData(int(m_choice->fuse())));
    m_discard->setValue(int(std::lround(m_choice->discard() * 100.0)));
    setRowVisible(m_class, method.knowsClass);
    setRowVisible(m_against, method.takesAgainst);
    setRowVisible(m_fuse, method.takesFuse);
    setRowVisible(m_discard, method.takesDiscard);
}

} // namespace saccade::ui
