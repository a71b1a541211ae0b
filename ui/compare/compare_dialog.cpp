// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_dialog.h"

#include "ui/attention/grid/head_grid.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/words.h"
#include "ui/compare/common_shape.h"
#include "ui/compare/difference_canvas.h"
#include "ui/support/look.h"
#include "ui/support/model_name.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace saccade::ui {

namespace {

QString nameOf(const ModelPtr& model)
{
    const ModelInfo& info = model->info();
    const QString file = sourceName(info);
    const QString shape = QString::fromStdString(shortName(info.spec));
    return file.isEmpty() ? shape : file + QStringLiteral(" · ") + shape;
}

} // namespace

CompareDialog::CompareDialog(const Services& services, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_state(new AttentionState(this))
    , m_difference(new DifferenceCanvas(m_state))
    , m_scale(labelOfKind("muted", {}, this))
    , m_open(new QPushButton(tr("&Open the other model…")))
{
    setObjectName(QStringLiteral("compare"));
    setWindowTitle(tr("Two models side by side"));
    resize(1200, 760);
    m_open->setObjectName(QStringLiteral("compareOpen"));
    m_open->setAutoDefault(false); // Enter pins the patch
    build();
    offerModels();
    connect(m_difference, &DifferenceCanvas::furthestChanged, this, [this](float furthest) {
        m_scale->setText(furthest > 0.0F ? tr("blue −%1, orange +%1").arg(shortNumber(double(furthest)))
                                         : QString());
    });
    connect(&m_opening, &LatestJob::failed, this, [this](const QString& sentence) {
        m_sides[1].model.reset();
        showAnswers({Answer{m_sides[0].scene->explanation, m_sides[0].scene->message}, Answer{{}, sentence}});
    });
    connect(&m_asking, &LatestJob::failed, this, [this](const QString& sentence) {
        showAnswers({Answer{{}, sentence}, Answer{{}, sentence}});
    });
    showAnswers({Answer{{}, {}},
                 Answer{{}, tr("Open the model to compare with: a run or a .safetensors file."), true}});
}

void CompareDialog::build()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 12, 12, 12);
    grid->setSpacing(8);
    for (int i = 0; i < 2; ++i) {
        Side& side = m_sides[std::size_t(i)];
        side.name = labelOfKind("title", {}, this);
        side.view = new PictureView(m_state);
        side.grid = new HeadGrid(m_state);
        side.grid->showAttentionAlone();
        grid->addWidget(side.name, 0, i);
        grid->addWidget(side.view, 1, i);
        grid->addWidget(side.grid, 2, i);
        grid->setColumnStretch(i, 3);
    }
    grid->addWidget(m_open, 0, 2, Qt::AlignRight);
    grid->addWidget(m_difference, 1, 2);
    grid->addWidget(m_scale, 2, 2, Qt::AlignTop | Qt::AlignHCenter);
    grid->setColumnStretch(2, 2);
    grid->setRowStretch(1, 3);
    grid->setRowStretch(2, 2);
}

void CompareDialog::offerModels()
{
    if (m_services.includedModels.empty()) {
        connect(m_open, &QPushButton::clicked, this, &CompareDialog::chooseOther);
        return;
    }
    auto* menu = new QMenu(m_open);
    for (const IncludedModel& model : m_services.includedModels) {
        const QString dataset = QString::fromStdString(model.dataset);
        menu->addAction(
            model.family == Family::Hybrid ? tr("Hybrid, trained on %1").arg(dataset)
                                           : tr("Vision transformer, trained on %1").arg(dataset),
            this, [this, file = QString::fromStdU16String(model.file.u16string())] { openOther(file); });
    }
    menu->addSeparator();
    menu->addAction(tr("A &file…"), this, &CompareDialog::chooseOther);
    m_open->setMenu(menu);
}

void CompareDialog::setSubject(const ModelPtr& first, const Scene& scene)
{
    m_sides[0].model = first;
    m_subject = scene;
    m_subject.explanation.reset();
    ask();
}

void CompareDialog::chooseOther()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open the other model"),
                                                      QString::fromStdString(m_services.dataFolder.string()),
                                                      tr("Models (*.safetensors);;All files (*)"));
    if (!file.isEmpty())
        openOther(file);
}

void CompareDialog::openOther(const QString& path)
{
    m_opening.run([open = m_services.openModel,
                   file = std::filesystem::path(path.toStdU16String())] { return open(file); },
                  [this](const ModelPtr& model) {
                      m_sides[1].model = model;
                      ask();
                  });
}

void CompareDialog::ask()
{
    refreshNames();
    if (m_subject.picture.isEmpty() || !m_sides[0].model)
        return;
    m_asking.run(
        [explain = m_services.explain, picture = m_subject.picture,
         models = std::array{m_sides[0].model, m_sides[1].model},
         none = Answer{{}, m_sides[1].scene->message, m_sides[1].scene->isHint}] {
            std::array<Answer, 2> answers;
            for (std::size_t i = 0; i < 2; ++i) {
                if (!models[i]) {
                    answers[i] = none;
                    continue;
                }
                try {
                    answers[i].explanation = std::make_shared<const Explanation>(explain(models[i], picture));
                } catch (const std::exception& error) { // a picture of another size
                    answers[i].message = QString::fromUtf8(error.what());
                }
            }
            return answers;
        },
        [this](const std::array<Answer, 2>& answers) { showAnswers(answers); });
}

void CompareDialog::showAnswers(const std::array<Answer, 2>& answers)
{
    std::array<Scene, 2> scenes;
    for (std::size_t i = 0; i < 2; ++i) {
        scenes[i] = m_subject;
        scenes[i].explanation = answers[i].explanation;
        scenes[i].message = answers[i].message;
        scenes[i].isHint = answers[i].isHint;
        if (answers[i].explanation)
            scenes[i].sinks = sinksOf(*answers[i].explanation);
        if (m_sides[i].model)
            scenes[i].classNames = toStringList(m_sides[i].model->info().classNames);
        if (!m_subject.classNames.isEmpty() && scenes[i].classNames != m_subject.classNames)
            scenes[i].trueLabel = -1; // its number means another class to this model
    }
    const AttentionMaps* first = scenes[0].maps();
    const AttentionMaps* second = scenes[1].maps();
    if (first && second) {
        if (const auto shape = commonShape(*first, *second)) {
            m_state->setShape(*shape);
        } else {
            // The state can be only one grid's: the first model's is shown alone.
            m_state->setShape(*first);
            scenes[1].message = tr("This model cuts the picture into %1 × %2 patches, the other one into "
                                   "%3 × %4: their maps cannot be laid side by side.")
                                    .arg(second->gridRows)
                                    .arg(second->gridColumns)
                                    .arg(first->gridRows)
                                    .arg(first->gridColumns);
            scenes[1].explanation.reset();
        }
    } else if (first || second) {
        m_state->setShape(first ? *first : *second);
    }
    for (std::size_t i = 0; i < 2; ++i)
        m_sides[i].scene = std::make_shared<const Scene>(scenes[i]);
    publish();
    refreshNames();
}

void CompareDialog::publish()
{
    for (Side& side : m_sides) {
        side.view->setScene(side.scene);
        side.grid->setScene(side.scene);
    }
    m_difference->setScenes(m_sides[0].scene, m_sides[1].scene);
}

void CompareDialog::refreshNames()
{
    for (Side& side : m_sides)
        side.name->setText(side.model ? nameOf(side.model) : QString());
}

} // namespace saccade::ui
