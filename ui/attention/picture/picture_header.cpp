// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/picture/picture_header.h"

#include "ui/attention/scene/words.h"
#include "ui/support/look.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace saccade::ui {

PictureHeader::PictureHeader(QWidget* parent)
    : QWidget(parent)
    , m_title(labelOfKind("title", {}, this))
    , m_where(labelOfKind("muted", {}, this))
    , m_verdict(labelOfKind("good", {}, this))
    , m_hint(new QWidget(this))
{
    m_title->setObjectName("pictureTitle");
    m_title->setToolTip(tr("The picture's true class"));
    m_verdict->setObjectName("pictureVerdict");
    m_verdict->setToolTip(tr("The class that the model finds most probable"));
    m_verdict->setTextFormat(Qt::PlainText);

    auto* hint = new QHBoxLayout(m_hint);
    hint->setContentsMargins(0, 0, 0, 0);
    hint->setSpacing(5);
    hint->addWidget(labelOfKind("key", tr("Shift"), m_hint));
    //: behind the name of a key, which is held down
    hint->addWidget(labelOfKind("muted", tr("picture alone"), m_hint));
    m_hint->setToolTip(tr("Hold Shift, or Space, to see the picture without the map."));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_where);
    layout->addWidget(m_verdict);
    layout->addStretch(1);
    layout->addWidget(m_hint);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // may be narrower than its words
    setScene(std::make_shared<Scene>());
}

void PictureHeader::setScene(const ScenePtr& scene)
{
    const QString truth = scene->className(scene->trueLabel);
    m_titleText = truth.isEmpty() ? scene->where : truth;
    m_where->setText(truth.isEmpty() ? QString() : scene->where);
    m_where->setVisible(!m_where->text().isEmpty());

    const int predicted = scene->explanation ? scene->explanation->predicted() : -1;
    const bool known = predicted >= 0;
    m_verdict->setVisible(known);
    if (known) {
        const QString name = scene->className(predicted);
        const bool right = predicted == scene->trueLabel;
        m_verdictText = scene->trueLabel < 0 ? tr("predicted %1").arg(name)
                        : right              ? tr("predicted %1 ✓").arg(name)
                                             : tr("predicted %1 ✗").arg(name);
        m_shortVerdict =
            scene->trueLabel < 0 ? name : name + (right ? QStringLiteral(" ✓") : QStringLiteral(" ✗"));
        setKind(m_verdict, scene->trueLabel < 0 ? "muted" : right ? "good" : "bad");
    }
    setAccessibleName(text());
    fit();
}

QString PictureHeader::text() const
{
    QStringList parts{m_titleText};
    if (!m_where->isHidden())
        parts << m_where->text();
    if (!m_verdict->isHidden())
        parts << m_verdictText;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" — "));
}

QSize PictureHeader::sizeHint() const
{
    int height = 0;
    for (const QWidget* part : std::initializer_list<const QWidget*>{m_title, m_where, m_verdict, m_hint})
        height = std::max(height, part->sizeHint().height());
    return {QWidget::sizeHint().width(), height};
}

void PictureHeader::resizeEvent(QResizeEvent*)
{
    fit();
}

// Where it is narrow, first the hint goes, then of the verdict all but the class and its mark, then its words
// are shortened from the middle, then the title's.
void PictureHeader::fit()
{
    m_title->setText(m_titleText);
    m_verdict->setText(m_verdictText);
    int words = 0;
    for (const QLabel* label : {m_title, m_where, m_verdict})
        if (!label->isHidden())
            words += label->sizeHint().width() + 8;
    m_hint->setVisible(words + m_hint->sizeHint().width() + 24 <= width() && !m_titleText.isEmpty());
    if (words > width() && !m_verdict->isHidden()) {
        const int whole = m_verdict->sizeHint().width();
        m_verdict->setText(m_shortVerdict);
        words -= whole - m_verdict->sizeHint().width();
    }
    for (QLabel* label : {m_verdict, m_title}) {
        if (label->isHidden() || words <= width())
            continue;
        const int wide = label->sizeHint().width();
        const int least = label->fontMetrics().horizontalAdvance(QStringLiteral("mm…"));
        label->setText(label->fontMetrics().elidedText(label->text(), Qt::ElideMiddle,
                                                       std::max(wide - (words - width()) - 2, least)));
        words -= wide - label->sizeHint().width();
    }
}

} // namespace saccade::ui
