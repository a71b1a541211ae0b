// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/picture/picture_caption.h"

#include "ui/attention/methods/method_caption.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/method_result.h"
#include "ui/attention/scene/words.h"
#include "ui/support/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int BesideFrom = 380; // pixels of width that leave room for words and buttons side by side

QToolButton* chip(const QString& text, const char* name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus); // a click must not take the arrow keys from the picture
    return button;
}

} // namespace

PictureCaption::PictureCaption(AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_what(new QLabel(this))
    , m_numbers(labelOfKind("muted", {}, this))
    , m_cls(chip(tr("CLS"), "queryCls", this))
    , m_pin(chip(tr("Pin"), "pinQuery", this))
{
    m_what->setObjectName("pictureCaption");
    m_numbers->setObjectName("pictureNumbers");
    for (QLabel* label : {m_what, m_numbers}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::RichText);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_cls->setAccessibleName(tr("See from the CLS token"));
    m_pin->setAccessibleName(tr("Pin the query"));
    m_cls->installEventFilter(this);
    connect(m_cls, &QToolButton::clicked, this, [this] {
        if (m_state->isPinned() && m_state->query().cls)
            m_state->unpin();
        else
            m_state->queryCls();
    });
    connect(m_pin, &QToolButton::clicked, m_state, &AttentionState::togglePin);

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_what);
    words->addWidget(m_numbers);
    words->addStretch(1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_cls);
    buttons->addWidget(m_pin);
    buttons->addStretch(1);
    auto* beside = new QVBoxLayout;
    beside->addLayout(buttons);
    beside->addStretch(1);
    m_layout = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    m_layout->addLayout(words, 1);
    m_layout->addLayout(beside);
    updateButtons(nullptr);
}

int PictureCaption::roomFor(int width) const
{
    const int buttonsWidth = m_cls->sizeHint().width() + widestPin() + 12;
    const int buttonsHeight = m_cls->sizeHint().height();
    const bool below = width < BesideFrom;
    const int room = std::max(80, below ? width : width - buttonsWidth);
    const int words = heightOfLongest(room) + 4;
    return below ? words + 6 + buttonsHeight : std::max(words, buttonsHeight);
}

int PictureCaption::heightOfLongest(int width) const
{
    const auto key = std::pair(m_hasMethod, width);
    if (const auto known = m_heights.find(key); known != m_heights.end())
        return known->second;
    QLabel probe;
    probe.setFont(m_what->font());
    probe.setWordWrap(true);
    probe.setTextFormat(Qt::RichText);
    int height = 0;
    for (const QString& text : longest()) {
        probe.setText(text);
        height += probe.heightForWidth(width);
    }
    return m_heights[key] = height;
}

void PictureCaption::changeEvent(QEvent* event)
{
    m_heights.clear(); // another font, style or language
    QWidget::changeEvent(event);
}

int PictureCaption::widestPin() const
{
    const QFontMetrics metrics(m_pin->font());
    const int words = std::max(metrics.horizontalAdvance(tr("Pin")), metrics.horizontalAdvance(tr("Pinned")));
    return m_pin->sizeHint().width() - metrics.horizontalAdvance(m_pin->text()) + words;
}

QStringList PictureCaption::longest() const
{
    if (m_hasMethod)
        return {longestMethodSentence(), numbers(longestMethodWords(), -0.000123)};
    return {sentence(10, 10, Query::ofPatch(10, 10)),
            numbers(tr("Rows sum to 1; %1 of it goes to CLS.").arg(percent(0.1)), 0.000123)};
}

void PictureCaption::resizeEvent(QResizeEvent* event)
{
    m_layout->setDirection(width() < BesideFrom ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

bool PictureCaption::eventFilter(QObject* watched, QEvent* event)
{
    // The button stands for the CLS token as a patch of the picture stands for its own.
    if (event->type() == QEvent::Enter)
        m_state->hover(Query::ofCls());
    else if (event->type() == QEvent::Leave)
        m_state->endHover();
    return QWidget::eventFilter(watched, event);
}

void PictureCaption::setScene(const ScenePtr& scene, const std::optional<Query>& patchUnderCursor)
{
    const AttentionMaps* maps = scene->maps();
    updateButtons(maps);
    m_what->setVisible(maps);
    setKind(m_numbers, scene->message.isEmpty() || scene->isHint ? "muted" : "bad");
    if (maps && scene->message.isEmpty()) {
        describeMap(*maps, patchUnderCursor);
        return;
    }
    if (!scene->message.isEmpty())
        m_numbers->setText(scene->message.toHtmlEscaped());
    else if (scene->isPending)
        m_numbers->setText(tr("The model is looking at the picture …"));
    else if (scene->explanation)
        m_numbers->setText(tr("This model has no attention maps."));
    else
        m_numbers->clear();
}

void PictureCaption::setMethod(const ScenePtr& scene, const MethodMap* map, std::optional<float> value)
{
    updateButtons(scene->maps());
    const bool isBad = !scene->message.isEmpty();
    m_what->setVisible(map && !isBad);
    setKind(m_numbers, isBad ? "bad" : "muted");
    if (isBad)
        m_numbers->setText(scene->message.toHtmlEscaped());
    else if (!scene->method->message.isEmpty())
        m_numbers->setText(scene->method->message.toHtmlEscaped());
    else if (!map)
        m_numbers->setText(scene->method->isPending ? tr("The method is being computed …") : QString());
    else if (!std::all_of(map->values.begin(), map->values.end(),
                          [](float one) { return std::isfinite(one); }))
        m_numbers->setText(tr("Some values are not numbers: the model's weights have run away."));
    else
        m_numbers->setText(numbers(methodWords(*map), value));
    if (map)
        m_what->setText(methodSentence(*scene, *map));
}

QString PictureCaption::sentence(int layer, int head, const Query& query)
{
    const QString which = tr("Layer %1, head %2").arg(layer).arg(head);
    if (query.cls)
        return tr("<b>%1</b>, seen from <b>CLS</b>: what the class is read from.").arg(which);
    return tr("<b>%1</b>, seen from <b>%2</b>: where this patch looks.").arg(which, queryName(query));
}

QString PictureCaption::rest(const AttentionMaps& maps, int layer, int head, int token)
{
    const double cls = double(maps.clsMass(layer, head, token));
    const double registers = double(maps.registerMass(layer, head, token));
    if (maps.registers > 0)
        return (maps.hasCls() ? tr("Rows sum to 1; %1 of it goes to CLS and registers.")
                              : tr("Rows sum to 1; %1 of it goes to the registers."))
            .arg(percent(cls + registers).toHtmlEscaped()); // "<1 %" is no tag
    return maps.hasCls() ? tr("Rows sum to 1; %1 of it goes to CLS.").arg(percent(cls).toHtmlEscaped())
                         : tr("Rows sum to 1.");
}

QString PictureCaption::numbers(const QString& rest, std::optional<double> value)
{
    QString text = rest;
    if (value) {
        // The line must not break behind the point.
        const QString number = shortNumber(*value).replace(QLatin1Char('.'), QStringLiteral(".\u2060"));
        text += QLatin1Char(' ') + tr("Value under the cursor: <b>%1</b>").arg(number);
    }
    return text;
}

void PictureCaption::describeMap(const AttentionMaps& maps, const std::optional<Query>& patchUnderCursor)
{
    const int layer = m_state->layer();
    const int head = m_state->head();
    const int token = m_state->query().token(maps);
    m_what->setText(sentence(layer, head, m_state->query()));

    const auto row = maps.row(layer, head, token);
    if (!std::all_of(row.begin(), row.end(), [](float value) { return std::isfinite(value); })) {
        m_numbers->setText(tr("Some values are not numbers: the model's weights have run away."));
        return;
    }
    std::optional<double> value;
    if (patchUnderCursor)
        value = row[std::size_t(patchUnderCursor->token(maps))];
    m_numbers->setText(numbers(rest(maps, layer, head, token), value));
}

void PictureCaption::updateButtons(const AttentionMaps* maps)
{
    const bool pinned = m_state->isPinned();
    m_cls->setEnabled(maps && maps->hasCls());
    m_cls->setChecked(maps && m_state->query().cls);
    m_cls->setToolTip(!maps             ? tr("There is no map yet.")
                      : !maps->hasCls() ? tr("This model has no CLS token: it pools its patches.")
                                        : tr("See from the CLS token, which the class is read from (C)."));
    m_pin->setEnabled(maps);
    m_pin->setChecked(maps && pinned);
    m_pin->setText(pinned ? tr("Pinned") : tr("Pin"));
    m_pin->setToolTip(!maps    ? tr("There is no map yet.")
                      : pinned ? tr("Let the query follow the mouse again (Esc).")
                               : tr("Hold on to this query (Enter, or a click on its patch)."));
}

} // namespace saccade::ui
