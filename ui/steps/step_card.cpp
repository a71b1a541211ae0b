// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/step_card.h"

#include "ui/support/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

constexpr int WordsWidth = 310;
constexpr int Badge = 24;
constexpr int BadgeRoom = 12; // of it that stands out of the card's corner

} // namespace

StepCard::StepCard(int number, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_number(number)
    , m_formula(new QLabel(this))
    , m_sentence(labelOfKind("muted", {}, this))
    , m_pictures(new QVBoxLayout)
{
    setAccessibleName(title);
    QFont serif = font();
    serif.setFamilies({"STIX Two Text", "Cambria", "Libertinus Serif", "DejaVu Serif", "Noto Serif"});
    serif.setStyleHint(QFont::Serif);
    serif.setPointSizeF(serif.pointSizeF() * 1.35);
    m_formula->setFont(serif);
    m_formula->setTextFormat(Qt::RichText);
    m_formula->setWordWrap(true);
    m_formula->setObjectName("formula");
    m_sentence->setWordWrap(true);
    m_sentence->setObjectName("sentence");

    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(labelOfKind("title", title, this));
    words->addWidget(m_formula);
    words->addWidget(m_sentence);
    words->addStretch(1);
    auto* left = new QWidget(this);
    left->setFixedWidth(WordsWidth);
    left->setLayout(words);
    words->setContentsMargins(0, 0, 0, 0);
    m_pictures->setSpacing(12);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(BadgeRoom + 22, BadgeRoom + 16, 22, 20);
    row->setSpacing(32);
    row->addWidget(left);
    row->addLayout(m_pictures, 1);
}

void StepCard::addPicture(QWidget* picture)
{
    const bool isFixed = picture->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed;
    m_pictures->addWidget(picture, 0, isFixed ? Qt::AlignLeft | Qt::AlignTop : Qt::Alignment());
}

void StepCard::setFormula(const QString& formula)
{
    m_html = formula;
    refreshFormula();
}

void StepCard::refreshFormula()
{
    m_formula->setText(
        QStringLiteral("<span style=\"color:%1\">%2</span>").arg(amber(palette()).name(), m_html));
}

void StepCard::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    setAccessibleDescription(sentence);
}

QString StepCard::sentence() const
{
    return m_sentence->text();
}

void StepCard::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    update();
}

void StepCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = palette().color(m_current ? QPalette::Highlight : QPalette::Mid);
    painter.setPen(QPen(line, m_current ? 2 : 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(BadgeRoom, BadgeRoom, -1.5, -1.5), 10, 10);

    const QRectF badge(1, 1, Badge, Badge);
    painter.setPen(QPen(line, 1));
    painter.setBrush(palette().color(m_current ? QPalette::Highlight : QPalette::AlternateBase));
    painter.drawEllipse(badge);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(m_current ? QPalette::HighlightedText : QPalette::Text));
    painter.drawText(badge, Qt::AlignCenter, QString::number(m_number));
}

void StepCard::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
    Q_EMIT clicked();
}

void StepCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshFormula();
    QWidget::changeEvent(event);
}

} // namespace saccade::ui
