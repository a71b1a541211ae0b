// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/model_notes.h"

#include "ui/window/icons.h"
#include "ui/window/workbench.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace saccade::ui {

QString noteWords(const ModelNote& note)
{
    const QString word = QString::fromStdString(note.word);
    switch (note.kind) {
    case ModelNote::Kind::HeadsOfWidth:
        return ModelNotes::tr(
                   "No file says how many attention heads there are; taken are %1, as in published "
                   "models of width %2.")
            .arg(note.count)
            .arg(note.other);
    case ModelNote::Kind::NoClassifier:
        return ModelNotes::tr("The file has no classifier: in place of classes stand the features behind the "
                              "last norm, as they are.");
    case ModelNote::Kind::ClassesNamed:
        return ModelNotes::tr("The names of the %1 classes are those of %2.").arg(note.count).arg(word);
    case ModelNote::Kind::ClassesNumbered:
        return ModelNotes::tr("No file names the %1 classes; they are numbered.").arg(note.count);
    case ModelNote::Kind::NormalisedBy:
        return ModelNotes::tr("Pictures are normalised as %1 says.").arg(word);
    case ModelNote::Kind::NormalisationAssumed:
        return ModelNotes::tr("No file says how pictures are normalised; taken are mean 0.5 and deviation "
                              "0.5, as most published vision transformers want.");
    case ModelNote::Kind::PositionsInterpolated:
        break;
    }
    return ModelNotes::tr("Positions were interpolated (bicubic) from %1 × %1 patches to %2 × %2.")
        .arg(note.count)
        .arg(note.other);
}

ModelNotes::ModelNotes(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_close(new QToolButton(this))
{
    setObjectName("modelNotes");
    setProperty("kind", QStringLiteral("card"));
    m_text->setObjectName("modelNotesText");
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setWordWrap(true);
    m_close->setObjectName("closeModelNotes");
    m_close->setIcon(icon("close"));
    m_close->setToolTip(tr("I have read it"));
    m_close->setAccessibleName(tr("Close these notes"));
    m_close->setProperty("kind", QStringLiteral("quiet"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 6, 6);
    row->addWidget(m_text, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void ModelNotes::setNotes(const QString& model, const std::vector<ModelNote>& notes)
{
    QStringList words{model};
    for (const ModelNote& note : notes)
        words << noteWords(note);
    m_text->setText(words.join(QLatin1Char('\n')));
    setVisible(!notes.empty());
}

QWidget* withModelNotes(QWidget* below, const Workbench& bench)
{
    auto* column = new QWidget;
    auto* notes = new ModelNotes(column);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(notes);
    layout->addWidget(below, 1);
    // A later snapshot of a run has none, and so has every model of this program's own.
    QObject::connect(&bench, &Workbench::modelChanged, notes, [notes](const ModelPtr& model) {
        const QString file = QString::fromStdString(model->info().source);
        notes->setNotes(QFileInfo(file).fileName(), model->info().notes);
    });
    return column;
}

} // namespace saccade::ui
