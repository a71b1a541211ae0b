// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/preset_chooser.h"

#include "ui/training/preset_words.h"
#include "ui/training/quantity_text.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

QLabel* wrappingLabel(const char* kind, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setProperty("kind", QLatin1String(kind));
    return label;
}

QString sizeText(const ModelSpec& model)
{
    const QString name = QString::fromStdString(shortName(model));
    const QString parameters = countText(model.parameters());
    if (!model.hasAttention())
        return PresetChooser::tr("%1 · %2 parameters").arg(name, parameters);
    return PresetChooser::tr("%1 · %2 parameters · %3 tokens").arg(name, parameters).arg(model.tokens());
}

} // namespace

PresetChooser::PresetChooser(QWidget* parent)
    : QWidget(parent)
    , m_combo(new QComboBox(this))
    , m_description(wrappingLabel("muted", this))
    , m_size(wrappingLabel("", this))
    , m_changes(wrappingLabel("muted", this))
{
    m_combo->setObjectName("preset");
    m_combo->setAccessibleName(tr("Preset"));
    for (const Preset& preset : presets()) {
        m_combo->addItem(tr("%1 · %2 parameters")
                             .arg(QString::fromStdString(preset.name), countText(preset.model.parameters())));
        m_combo->setItemData(m_combo->count() - 1, presetDescription(preset), Qt::ToolTipRole);
    }
    m_size->setObjectName("modelSize");
    m_size->setToolTip(
        tr("Width × depth × heads of the transformer, its weights, and how many tokens it makes "
           "of a picture"));
    m_changes->setObjectName("changes");
    m_changes->setTextFormat(Qt::RichText);
    m_changes->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_changes->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_combo);
    column->addWidget(m_description);
    column->addWidget(m_size);
    column->addWidget(m_changes);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &PresetChooser::describe);
    connect(m_combo, &QComboBox::activated, this, [this] { Q_EMIT chosen(preset()); });
    connect(m_changes, &QLabel::linkActivated, this, [this] { Q_EMIT chosen(preset()); });
    setLocked({});
    describe();
}

const Preset& PresetChooser::preset() const
{
    return presets()[std::size_t(m_combo->currentIndex())];
}

void PresetChooser::setPreset(const QString& name)
{
    for (std::size_t i = 0; i < presets().size(); ++i)
        if (name.toStdString() == presets()[i].name)
            m_combo->setCurrentIndex(int(i));
}

void PresetChooser::showModel(const ModelSpec& model, bool valid)
{
    m_size->setText(valid ? sizeText(model) : tr("no model can be built of this"));
}

void PresetChooser::showChanges(const QStringList& labels)
{
    m_changes->setVisible(!labels.isEmpty());
    m_changes->setText(tr("Changed: %1. <a href=\"reset\">Take the preset again</a>")
                           .arg(labels.join(tr(", ")).toHtmlEscaped()));
}

void PresetChooser::setLocked(const QString& reason)
{
    const QString tip =
        tr("A model and a recipe that fit each other, to begin with. Everything can be changed below.");
    m_combo->setEnabled(reason.isEmpty());
    m_combo->setToolTip(reason.isEmpty() ? tip : reason);
    m_changes->setEnabled(reason.isEmpty());
}

void PresetChooser::describe()
{
    m_description->setText(presetDescription(preset()));
}

} // namespace saccade::ui
