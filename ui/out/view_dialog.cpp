// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/view_dialog.h"

#include "core/values/error.h"
#include "ui/out/whole_file.h"
#include "ui/support/look.h"
#include "ui/window/icons.h"
#include "ui/window/path_field.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

constexpr int MostTimes = 4;

} // namespace

ViewDialog::ViewDialog(const QList<View>& views, int chosen, const QString& folder, QWidget* parent)
    : QDialog(parent)
    , m_views(views)
    , m_folder(folder)
    , m_view(new QComboBox(this))
    , m_form(new QComboBox(this))
    , m_scale(new QComboBox(this))
    , m_path(new PathField(PathField::What::SaveFile, tr("File"), tr("Where the view is written"), {}, this))
    , m_size(labelOfKind("muted", {}, this))
    , m_message(labelOfKind("muted", {}, this))
    , m_export(new QPushButton(icon("export", QPalette::HighlightedText), tr("Export"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setWindowTitle(tr("Export a View"));
    for (const View& view : views)
        m_view->addItem(view.name);
    m_view->setCurrentIndex(chosen);
    m_form->addItem(tr("PNG picture"), int(ViewForm::Png));
    m_form->addItem(tr("SVG drawing, text stays text"), int(ViewForm::Svg));
    m_form->addItem(tr("PDF page, text stays text"), int(ViewForm::Pdf));
    for (int times = 1; times <= MostTimes; ++times)
        m_scale->addItem(QStringLiteral("%1×").arg(times), times);
    m_scale->setCurrentIndex(1);
    build();
    connect(m_view, &QComboBox::currentIndexChanged, this, &ViewDialog::suggestPath);
    connect(m_form, &QComboBox::currentIndexChanged, this, &ViewDialog::suggestPath);
    connect(m_scale, &QComboBox::currentIndexChanged, this, &ViewDialog::refresh);
    connect(m_path, &PathField::changed, this, &ViewDialog::refresh);
    connect(m_export, &QPushButton::clicked, this, &ViewDialog::write);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    suggestPath();
    m_export->setFocus();
}

void ViewDialog::build()
{
    m_view->setObjectName("exportedView");
    m_form->setObjectName("viewForm");
    m_scale->setObjectName("viewScale");
    m_path->setObjectName("viewPath");
    m_message->setObjectName("viewMessage");
    m_export->setObjectName("exportView");
    m_view->setToolTip(tr("The part of the window that is written, as it is shown now"));
    m_form->setToolTip(tr("PNG for slides and the web, SVG and PDF for print"));
    m_scale->setToolTip(tr("Pixels of the file for each pixel of the window, along each side"));
    m_close->setToolTip(tr("Close this window"));
    m_export->setProperty("kind", QStringLiteral("primary"));
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* scale = new QHBoxLayout;
    scale->setSpacing(8);
    scale->addWidget(m_scale);
    scale->addWidget(m_size, 1);
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("View"), m_view);
    form->addRow(tr("Form"), m_form);
    form->addRow(tr("Scale"), scale);
    form->addRow(tr("File"), m_path);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_close);
    foot->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 18, 18, 14);
    column->setSpacing(10);
    column->addLayout(form);
    column->addWidget(m_message);
    column->addStretch(1);
    column->addLayout(foot);
    setMinimumWidth(520);
}

ViewForm ViewDialog::form() const
{
    return ViewForm(m_form->currentData().toInt());
}

int ViewDialog::scale() const
{
    return form() == ViewForm::Png ? m_scale->currentData().toInt() : 1;
}

/// The folder that is written there stays.
void ViewDialog::suggestPath()
{
    const QString written = m_path->text();
    const QString folder = written.isEmpty() ? m_folder : QFileInfo(written).absolutePath();
    m_path->setPath(QDir(folder).filePath(QLatin1String(m_views.value(m_view->currentIndex()).word) +
                                          QLatin1String(suffixOf(form()))));
    refresh();
}

void ViewDialog::refresh()
{
    const QWidget* widget = m_views.value(m_view->currentIndex()).widget;
    const QFileInfo file(m_path->text());
    QString reason;
    if (!widget)
        reason = tr("This view is closed by now.");
    else if (m_path->text().isEmpty())
        reason = tr("Choose a file first.");
    else if (file.isDir())
        reason = tr("This is a folder; name a file in it.");
    else if (!QFileInfo(file.absolutePath()).isDir())
        reason = tr("There is no folder %1.").arg(QDir::toNativeSeparators(file.absolutePath()));
    m_scale->setEnabled(form() == ViewForm::Png);
    m_size->setText(widget
                        ? tr("%1 × %2 pixels").arg(widget->width() * scale()).arg(widget->height() * scale())
                        : QString());
    m_export->setText(file.isFile() ? tr("Replace the file") : tr("Export"));
    if (!reason.isEmpty() || m_message->text() == m_reason) { // what was written stays to be read
        setKind(m_message, "muted");
        m_message->setText(reason);
    }
    m_reason = reason;
    m_export->setEnabled(reason.isEmpty());
    m_export->setToolTip(!reason.isEmpty() ? reason
                         : file.isFile()   ? tr("There is such a file; it is replaced")
                                           : tr("Write the view to this file"));
}

void ViewDialog::write()
{
    QWidget* widget = m_views.value(m_view->currentIndex()).widget;
    if (!widget)
        return;
    try {
        writeWhole(m_path->text(), viewBytes(*widget, form(), scale()));
        setKind(m_message, "good");
        m_message->setText(tr("Written: %1").arg(QDir::toNativeSeparators(m_path->text())));
    } catch (const Error& error) {
        setKind(m_message, "bad");
        m_message->setText(QString::fromUtf8(error.what()));
    }
    refresh();
}

} // namespace saccade::ui
