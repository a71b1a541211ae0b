// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/inspector/shown_form.h"

#include "core/render/tile.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/shown_map.h"
#include "ui/attention/scene/words.h"
#include "ui/support/image_convert.h"
#include "ui/support/look.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QIcon>
#include <QPixmap>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QTransform>

#include <algorithm>
#include <span>
#include <type_traits>

namespace saccade::ui {

namespace {

QIcon swatch(ColourMap map)
{
    // renderColourBar() runs upwards; a list reads from left to right.
    const QImage bar = toQImage(renderColourBar(map, 24, 96)).transformed(QTransform().rotate(90));
    return QPixmap::fromImage(bar);
}

} // namespace

ShownForm::ShownForm(AttentionState* state, MethodChoice* choice, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_choice(choice)
    , m_scene(std::make_shared<Scene>())
    , m_layer(numberBox("layer", tr("Layer")))
    , m_head(numberBox("head", tr("Head")))
    , m_query(new QLabel(this))
    , m_opacity(new QSlider(Qt::Horizontal, this))
    , m_opacityValue(labelOfKind("muted", {}, this))
    , m_colours(new QComboBox(this))
    , m_smooth(chip("smooth", tr("Smooth"),
                    tr("Blend between patch centres. Off, each patch has one colour up to its edge.")))
    , m_shared(chip("sharedScale", tr("Shared"), {}))
    , m_fromLowest(chip("fromLowest", tr("From lowest"), {}))
{
    m_query->setObjectName("query");
    m_query->setToolTip(
        tr("The token that the map is seen from. Point at a patch to choose it, click to pin it."));
    m_opacity->setObjectName("opacity");
    m_opacity->setRange(0, 100);
    m_opacity->setPageStep(10);
    m_opacity->setAccessibleName(tr("Opacity"));
    m_opacity->setToolTip(tr("How much the map's colours cover the picture where the map is highest; less "
                             "where it is lower. At 0 the picture is as it is."));
    m_colours->setObjectName("colourMap");
    m_colours->setAccessibleName(tr("Colours"));
    m_colours->setIconSize({28, 10});
    m_colours->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    offerColours(false);

    connect(m_layer, &QSpinBox::valueChanged, m_state, &AttentionState::setLayer);
    connect(m_head, &QSpinBox::valueChanged, m_state, &AttentionState::setHead);
    connect(m_opacity, &QSlider::valueChanged, m_state, &AttentionState::setOpacity);
    connect(m_colours, &QComboBox::activated, this,
            [this] { m_state->setColourMap(ColourMap(m_colours->currentData().toInt())); });
    connect(m_smooth, &QToolButton::toggled, m_state, &AttentionState::setSmooth);
    connect(m_shared, &QToolButton::toggled, m_state, &AttentionState::setScaleShared);
    connect(m_fromLowest, &QToolButton::toggled, m_state, &AttentionState::setScaleFromLowest);
    connect(m_state, &AttentionState::changed, this, &ShownForm::refresh);
    connect(m_choice, &MethodChoice::changed, this, &ShownForm::refresh);
    build();
    refresh();
}

void ShownForm::build()
{
    auto* place = new QHBoxLayout;
    place->setSpacing(6);
    place->addWidget(m_layer, 1);
    place->addWidget(labelOfKind("muted", tr("head"), this));
    place->addWidget(m_head, 1);
    auto* opacity = new QHBoxLayout;
    opacity->addWidget(m_opacity, 1);
    opacity->addWidget(m_opacityValue);
    m_opacityValue->setMinimumWidth(fontMetrics().horizontalAdvance(percent(1.0)) + 2);
    m_opacityValue->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* scale = new QHBoxLayout;
    scale->setSpacing(6);
    scale->addWidget(m_fromLowest);
    scale->addWidget(m_shared);
    scale->addStretch(1);
    auto* smooth = new QHBoxLayout;
    smooth->addWidget(m_smooth);
    smooth->addStretch(1);

    m_layout = new QGridLayout(this);
    auto* layout = m_layout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(10);
    layout->setVerticalSpacing(6);
    layout->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString& name, auto* content) {
        layout->addWidget(labelOfKind("muted", name, this), row, 0);
        if constexpr (std::is_base_of_v<QWidget, std::remove_pointer_t<decltype(content)>>)
            layout->addWidget(content, row++, 1);
        else
            layout->addLayout(content, row++, 1);
    };
    add(tr("Layer"), place);
    add(tr("Query"), m_query);
    add(tr("Opacity"), opacity);
    add(tr("Colours"), m_colours);
    add(tr("Scale"), scale);
    layout->addLayout(smooth, row, 1);
}

QSpinBox* ShownForm::numberBox(const char* name, const QString& spoken)
{
    auto* box = new QSpinBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(spoken);
    box->setWrapping(true);
    box->setKeyboardTracking(false);
    return box;
}

QToolButton* ShownForm::chip(const char* name, const QString& text, const QString& toolTip)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

int ShownForm::labelWidth() const
{
    int width = 0;
    for (int row = 0; row < m_layout->rowCount(); ++row)
        if (const QLayoutItem* label = m_layout->itemAtPosition(row, 0))
            width = std::max(width, label->sizeHint().width());
    return width;
}

void ShownForm::setLabelWidth(int width)
{
    m_layout->setColumnMinimumWidth(0, width);
}

void ShownForm::offerColours(bool forSigned)
{
    constexpr ColourMap Signed[] = {ColourMap::BlueWhiteOrange, ColourMap::BlueDarkOrange};
    constexpr ColourMap Rising[] = {ColourMap::Inferno, ColourMap::Magma, ColourMap::Viridis,
                                    ColourMap::Grey};
    const std::span<const ColourMap> maps = forSigned ? std::span<const ColourMap>(Signed) : Rising;
    if (m_colours->count() > 0 && isSigned(ColourMap(m_colours->itemData(0).toInt())) == forSigned)
        return;
    m_colours->clear();
    for (const ColourMap map : maps)
        m_colours->addItem(swatch(map), colourMapName(map), int(map));
    m_colours->setToolTip(forSigned ? tr("The map's colours: blue below 0, orange above it, as light on "
                                         "either side.")
                                    : tr("The map's colours. Every choice rises evenly in lightness."));
}

void ShownForm::setScene(const ScenePtr& scene)
{
    m_scene = scene;
    refresh();
}

void ShownForm::refresh()
{
    const QSignalBlocker blockers[] = {QSignalBlocker(m_layer),   QSignalBlocker(m_head),
                                       QSignalBlocker(m_opacity), QSignalBlocker(m_smooth),
                                       QSignalBlocker(m_shared),  QSignalBlocker(m_fromLowest)};
    refreshPlace();
    refreshColours();
    m_opacity->setValue(m_state->opacity());
    m_opacityValue->setText(percent(m_state->opacity() / 100.0));
    m_smooth->setChecked(m_state->isSmooth());
}

void ShownForm::refreshPlace()
{
    const AttentionMaps* maps = m_scene->maps();
    const MethodInfo& method = m_choice->info();
    const QString whyNone =
        m_scene->explanation && !maps ? tr("This model has no attention maps.") : tr("There is no map yet.");
    const auto show = [&](QSpinBox* box, int value, int count, bool isTaken, const QString& toolTip) {
        box->setEnabled(maps && isTaken);
        box->setRange(0, std::max(count - 1, value));
        box->setValue(value);
        box->setToolTip(!maps     ? whyNone
                        : isTaken ? toolTip.arg(count - 1)
                                  : tr("This method does not read it."));
    };
    show(m_layer, m_state->layer(), maps ? maps->layers : 0, method.takesLayer,
         tr("The block whose attention is shown, 0 to %1 ([ and ])"));
    show(m_head, m_state->head(), maps ? maps->heads : 0, method.takesHead,
         tr("The head of that block, 0 to %1 (comma and full stop)"));
    m_query->setText(maps && method.takesQuery ? queryWords(*maps) : QStringLiteral("–"));
}

QString ShownForm::queryWords(const AttentionMaps& maps) const
{
    // As requestFor() asks: a method takes the mean over the patches where none was chosen.
    if (!m_choice->isAttention() && !maps.hasCls() && !m_state->hasQuery())
        return tr("all patches");
    const QString name = queryName(m_state->query());
    return m_state->isPinned() ? tr("%1, pinned").arg(name) : name;
}

void ShownForm::refreshColours()
{
    const auto map = shownMap(*m_scene, *m_state);
    const bool forSigned = map && map->isSigned();
    offerColours(forSigned);
    m_colours->setCurrentIndex(
        m_colours->findData(int(forSigned ? m_state->signedColourMap() : m_state->colourMap())));
    m_shared->setToolTip(
        m_choice->isAttention()
            ? tr("One scale for the maps of all layers and heads, so that their colours compare. Off, "
                 "each map's lightest patch is its highest.")
            : tr("One scale for all maps of this method since it was chosen, so that their colours compare. "
                 "Off, each map's lightest patch is its highest."));
    m_fromLowest->setEnabled(!forSigned);
    m_fromLowest->setToolTip(
        forSigned ? tr("This map is signed: its scale has 0 in the middle.")
                  : tr("The colours begin at the map's lowest value, so that small differences show. Off, "
                       "they begin at 0, and an even map looks even."));
    m_shared->setChecked(m_state->scale().shared);
    m_fromLowest->setChecked(m_state->scale().fromLowest);
}

} // namespace saccade::ui
