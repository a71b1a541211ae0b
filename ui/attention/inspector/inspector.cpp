// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/inspector/inspector.h"

#include "core/values/head_statistics.h"
#include "ui/attention/inspector/bar_list.h"
#include "ui/attention/inspector/class_rows.h"
#include "ui/attention/inspector/shown_form.h"
#include "ui/attention/methods/method_panel.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/words.h"
#include "ui/support/look.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

Inspector::Inspector(AttentionState* state, MethodChoice* choice, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_scene(std::make_shared<Scene>())
{
    auto* content = new QWidget;
    m_method = new MethodPanel(choice, content);
    m_shown = new ShownForm(state, choice, content);
    const int names = std::max(m_method->labelWidth(), m_shown->labelWidth());
    m_method->setLabelWidth(names);
    m_shown->setLabelWidth(names);
    m_nothing = labelOfKind("muted", {}, content);
    m_nothing->setWordWrap(true);
    m_probabilities = new BarList(BarList::Accent::Highlight, content);
    m_probabilities->setObjectName("probabilities");
    m_probabilities->setAccessibleName(tr("Probability of each class"));
    m_logitsTitle = labelOfKind("section", tr("Logits, changed and untouched"), content);
    m_logits = new BarList(BarList::Accent::Highlight, content);
    m_logits->setObjectName("logits");
    m_logits->setAccessibleName(tr("Logit of each class"));
    m_headTitle = labelOfKind("section", tr("This head"), content);
    m_head = new BarList(BarList::Accent::Amber, content);
    m_head->setObjectName("headFigures");
    m_head->setAccessibleName(tr("Figures of this head"));

    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 14, 12, 14);
    layout->setSpacing(6);
    const auto section = [&](QLabel* title) {
        if (layout->count() > 0)
            layout->addSpacing(10);
        layout->addWidget(title);
    };
    section(labelOfKind("section", tr("What is shown"), content));
    layout->addWidget(m_method);
    layout->addWidget(m_shown);
    section(labelOfKind("section", tr("What the model says"), content));
    layout->addWidget(m_nothing);
    layout->addWidget(m_probabilities);
    layout->addWidget(m_logitsTitle);
    layout->addWidget(m_logits);
    section(m_headTitle);
    layout->addWidget(m_head);
    layout->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    setMinimumWidth(210);

    connect(m_state, &AttentionState::changed, this, &Inspector::refreshHead);
    setScene(m_scene);
}

void Inspector::setScene(const ScenePtr& scene)
{
    m_scene = scene;
    m_method->setScene(scene);
    m_shown->setScene(scene);
    refreshProbabilities();
    refreshHead();
}

void Inspector::refreshProbabilities()
{
    const QList<BarList::Row> rows = probabilityRows(*m_scene);
    const QList<BarList::Row> logits = logitRows(*m_scene);
    m_probabilities->setRows(rows);
    m_probabilities->setVisible(!rows.isEmpty());
    m_logits->setRows(logits);
    m_logits->setVisible(!logits.isEmpty());
    m_logitsTitle->setVisible(!logits.isEmpty());
    m_nothing->setVisible(rows.isEmpty());
    m_nothing->setText(m_scene->picture.isEmpty() ? tr("No picture is chosen.")
                       : m_scene->isPending       ? tr("The model is looking …")
                                                  : tr("Nothing yet."));
}

void Inspector::refreshHead()
{
    const AttentionMaps* maps = m_scene->maps();
    m_headTitle->setVisible(maps);
    m_head->setVisible(maps);
    if (!maps) {
        m_measured.reset();
        m_head->setRows({});
        return;
    }
    const int layer = m_state->layer();
    const int head = m_state->head();
    const Image& picture = m_scene->picture;
    if (m_measured != m_scene->explanation || m_measuredLayer != layer || m_measuredHead != head) {
        m_measured = m_scene->explanation;
        m_measuredLayer = layer;
        m_measuredHead = head;
        m_entropy = normalisedEntropy(*maps, layer, head);
        m_distance = meanAttentionDistance(*maps, layer, head, double(picture.width) / maps->gridColumns,
                                           double(picture.height) / maps->gridRows);
    }
    QList<BarList::Row> rows{
        {tr("Entropy"), m_entropy, shortNumber(m_entropy, 2),
         tr("How widely this head looks: 0 when every query looks at one token alone, 1 when all tokens get "
            "the same. The mean over all %1 queries of −Σ a·log a, divided by log %1.")
             .arg(maps->tokens),
         false},
        {tr("Distance"), m_distance / std::hypot(picture.width, picture.height),
         tr("%1 px").arg(QString::number(m_distance, 'f', 1)),
         maps->registers > 0
             ? tr("How far this head looks: the mean distance between a patch and what it attends to, in "
                  "pixels of the picture. CLS and registers, which have no place in it, are left out, as "
                  "queries and as keys, and each row's rest is made to sum to 1 again. The bar's full length "
                  "is the picture's diagonal.")
         : maps->hasCls()
             ? tr("How far this head looks: the mean distance between a patch and what it attends to, "
                  "in pixels of the picture. CLS is left out, as a query and as a key, and each row's "
                  "rest is made to sum to 1 again. The bar's full length is the picture's diagonal.")
             : tr("How far this head looks: the mean distance between a patch and what it attends to, "
                  "in pixels of the picture. The bar's full length is the picture's diagonal."),
         false}};
    if (maps->hasCls()) {
        const Query query = m_state->query();
        const double share = maps->clsMass(layer, head, query.token(*maps));
        rows << BarList::Row{
            tr("On CLS"), share, percent(share),
            tr("The share of this query's attention (%1) that goes to the CLS token. The map "
               "over the picture shows the rest.")
                .arg(queryName(query)),
            false};
    }
    if (maps->registers > 0) {
        const Query query = m_state->query();
        const double share = maps->registerMass(layer, head, query.token(*maps));
        rows << BarList::Row{
            tr("On registers"), share, percent(share),
            tr("The share of this query's attention (%1) that goes to the registers: extra "
               "tokens that belong to no patch, where the model can keep notes. The map over "
               "the picture leaves them out.")
                .arg(queryName(query)),
            false};
    }
    m_head->setRows(rows);
}

} // namespace saccade::ui
