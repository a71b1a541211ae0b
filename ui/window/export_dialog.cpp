// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include "core/values/python_lines.h"
#include "ui/training/quantity_text.h"
#include "ui/window/background_task.h"
#include "ui/window/export_words.h"
#include "ui/window/icons.h"
#include "ui/window/path_field.h"
#include "ui/window/python_box.h"
#include "ui/window/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

constexpr ExportFormat Formats[] = {ExportFormat::Safetensors, ExportFormat::HuggingFace, ExportFormat::Onnx,
                                    ExportFormat::TorchScript};
constexpr int PythonLines = 13; ///< that can be seen at once

qint64 bytesOf(const ExportResult& result)
{
    qint64 bytes = 0;
    for (const auto& file : result.files)
        bytes += QFileInfo(fromPath(file)).size();
    return bytes;
}

/// The same name with the ending of another format.
QString renamed(QString path, ExportFormat format)
{
    for (const ExportFormat other : Formats) {
        const QString ending = formatEnding(other);
        if (!ending.isEmpty() && path.endsWith(ending))
            path.chop(ending.size());
    }
    return path + formatEnding(format);
}

} // namespace

ExportDialog::ExportDialog(const Services& services, ModelPtr model, DatasetPtr data, const QString& name,
                           QWidget* parent)
    : QDialog(parent)
    , m_write(services.exportModel)
    , m_model(std::move(model))
    , m_data(std::move(data))
    , m_task(new BackgroundTask(this))
    , m_format(new QComboBox(this))
    , m_numbers(new QComboBox(this))
    , m_attention(new QCheckBox(tr("Every layer's attention is an output, too"), this))
    , m_path(new PathField(PathField::What::SaveFile, tr("File"), tr("Where the model is written"), {}, this))
    , m_about(new QLabel(this))
    , m_python(new PythonBox(tr("In Python"), PythonLines, this))
    , m_export(new QPushButton(icon("export", QPalette::HighlightedText), tr("Export"), this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_bar(new QProgressBar(this))
    , m_message(new QLabel(this))
{
    setWindowTitle(tr("Export Model"));
    makeChoices();
    buildLayout();
    connect(m_path, &PathField::changed, this, [this] {
        m_message->clear();
        refresh();
    });
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::changeFormat);
    connect(m_attention, &QCheckBox::toggled, this, &ExportDialog::refresh);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::begin);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::closeOrCancel);
    connect(m_task, &BackgroundTask::progressed, this, &ExportDialog::showProgress);
    connect(m_task, &BackgroundTask::failed, this, [this](const QString& text) { showEnd("bad", text); });
    connect(m_task, &BackgroundTask::succeeded, this, &ExportDialog::showSuccess);
    connect(m_task, &BackgroundTask::cancelled, this, [this] {
        if (m_result->files.empty())
            showEnd("muted", tr("Stopped. Nothing was written."));
        else
            showSuccess(); // it was done before it heard of it
    });
    m_path->setPath(fromPath(services.dataFolder / toPath(name + formatEnding(options().format))));
    refresh();
    m_export->setFocus();
}

void ExportDialog::makeChoices()
{
    for (const ExportFormat format : Formats)
        m_format->addItem(formatName(format), int(format));
    m_numbers->addItem(tr("fp32, as trained"), int(WeightType::Fp32));
    m_numbers->addItem(tr("fp16, half the size, three decimal digits"), int(WeightType::Fp16));
    m_numbers->addItem(tr("bf16, half the size, two decimal digits"), int(WeightType::Bf16));
    m_format->setObjectName("exportFormat");
    m_format->setToolTip(tr("What kind of file is written"));
    m_numbers->setObjectName("exportNumbers");
    m_attention->setObjectName("exportAttention");
}

void ExportDialog::buildLayout()
{
    m_about->setObjectName("exportAbout");
    m_about->setWordWrap(true);
    m_about->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_about->setMinimumWidth(540); // else its height is that of a narrow column
    m_about->setProperty("kind", QStringLiteral("muted"));
    m_path->setObjectName("exportPath");
    m_export->setProperty("kind", QStringLiteral("primary"));
    m_export->setObjectName("export");
    m_close->setObjectName("close");
    m_bar->setProperty("kind", QStringLiteral("thin"));
    m_bar->setTextVisible(false);
    m_message->setObjectName("exportMessage");
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("Format"), m_format);
    form->addRow(QString(), m_about);
    form->addRow(tr("Numbers"), m_numbers);
    form->addRow(QString(), m_attention);
    form->addRow(tr("File"), m_path);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_close);
    foot->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 18, 18, 14);
    column->setSpacing(10);
    column->addLayout(form);
    column->addSpacing(4);
    column->addWidget(m_python);
    column->addWidget(m_bar);
    column->addWidget(m_message);
    column->addStretch(1);
    column->addLayout(foot);
    setMinimumWidth(660);
}

ExportOptions ExportDialog::options() const
{
    ExportOptions how;
    how.format = ExportFormat(m_format->currentData().toInt());
    if (how.format == ExportFormat::Safetensors || how.format == ExportFormat::HuggingFace)
        how.weights = WeightType(m_numbers->currentData().toInt());
    how.withAttention =
        how.format == ExportFormat::Onnx && m_model->info().spec.hasAttention() && m_attention->isChecked();
    return how;
}

void ExportDialog::changeFormat()
{
    m_message->clear();
    m_path->setPath(renamed(m_path->text(), options().format));
    refresh();
}

void ExportDialog::begin()
{
    m_result = std::make_shared<ExportResult>();
    m_task->start([write = m_write, result = m_result, model = m_model, data = m_data, how = options(),
                   path = m_path->path()](RunControl& control, const Progress& progress) {
        *result = write(model, path, how, data, control, progress);
        return fromPath(result->path);
    });
    m_message->clear();
    m_bar->setRange(0, 0);
    refresh();
}

void ExportDialog::closeOrCancel()
{
    if (m_task->isRunning()) {
        m_task->cancel();
        refresh();
    } else {
        reject();
    }
}

bool ExportDialog::replaces() const
{
    const QString path = m_path->text();
    if (options().format != ExportFormat::HuggingFace)
        return QFileInfo(path).isFile();
    return QFileInfo::exists(path + QStringLiteral("/model.safetensors")) ||
           QFileInfo::exists(path + QStringLiteral("/config.json"));
}

/// Why nothing can be written now; empty where it can.
QString ExportDialog::obstacle() const
{
    const QFileInfo file(m_path->text());
    const QString ending = formatEnding(options().format);
    if (m_task->isRunning())
        return tr("The file is being written.");
    if (!m_write)
        return tr("Nothing can be exported here.");
    if (m_path->text().isEmpty())
        return ending.isEmpty() ? tr("Choose a folder first.") : tr("Choose a file first.");
    if (ending.isEmpty() && file.isFile())
        return tr("This is a file; name a folder.");
    if (!ending.isEmpty() && file.isDir())
        return tr("This is a folder; name a file in it.");
    if (!file.fileName().endsWith(ending))
        return tr("The file's name must end in %1.").arg(ending);
    if (!QFileInfo(file.absolutePath()).isDir())
        return tr("There is no folder %1.").arg(QDir::toNativeSeparators(file.absolutePath()));
    return {};
}

void ExportDialog::refresh()
{
    const ExportOptions how = options();
    const ModelInfo& info = m_model->info();
    const bool running = m_task->isRunning();
    const bool narrows = how.format == ExportFormat::Safetensors || how.format == ExportFormat::HuggingFace;
    m_about->setText(tr("%1, %2 parameters. %3")
                         .arg(QString::fromStdString(shortName(info.spec)), countText(info.spec.parameters()),
                              formatPurpose(how.format, info.spec)));
    m_format->setEnabled(!running);
    m_numbers->setEnabled(narrows && !running);
    m_numbers->setToolTip(narrows ? tr("How the file holds each weight")
                                  : tr("Files of this format are always written in fp32."));
    m_attention->setVisible(how.format == ExportFormat::Onnx && info.spec.hasAttention());
    m_attention->setEnabled(!running);
    m_attention->setToolTip(tr("Each layer's softmax output: (batch, heads, tokens, tokens)"));
    m_path->setEnabled(!running);
    m_bar->setVisible(running);
    m_message->setVisible(!m_message->text().isEmpty());
    m_close->setText(running ? tr("Cancel") : tr("Close"));
    m_close->setEnabled(!m_task->isCancelling());
    m_close->setToolTip(running ? tr("Stop; nothing is written then") : tr("Close this window"));
    m_python->setLines(QString::fromStdString(pythonLines(info, how, m_path->path())).trimmed());
    refreshExport();
}

void ExportDialog::refreshExport()
{
    const QString reason = obstacle();
    const bool isFolder = options().format == ExportFormat::HuggingFace;
    const bool overwrites = reason.isEmpty() && replaces();
    m_export->setText(!overwrites ? tr("Export")
                      : isFolder  ? tr("Replace the model in it")
                                  : tr("Replace the file"));
    m_export->setEnabled(reason.isEmpty());
    m_export->setToolTip(!reason.isEmpty() ? reason
                         : !overwrites     ? tr("Write the model and read it back")
                         : isFolder        ? tr("There is a model in this folder; its files are replaced")
                                           : tr("There is such a file; it is replaced"));
}

void ExportDialog::showProgress(double share, const QString& what)
{
    m_bar->setRange(0, share < 0 ? 0 : 100);
    m_bar->setValue(int(share * 100));
    m_bar->setToolTip(what == QLatin1String("comparing") ? tr("What was written is asked about pictures")
                                                         : tr("The file is being written"));
}

void ExportDialog::showSuccess()
{
    const QString path = fromPath(m_result->path);
    showEnd("good",
            tr("Written: %1 (%2).").arg(QDir::toNativeSeparators(path), bytesText(bytesOf(*m_result))) +
                QLatin1Char(' ') + checkWords(*m_result));
    Q_EMIT exported(path);
}

void ExportDialog::showEnd(const char* kind, const QString& text)
{
    Theme::setKind(*m_message, kind);
    m_message->setText(text);
    refresh();
    if (m_closing)
        QDialog::reject();
}

void ExportDialog::reject()
{
    m_closing = m_task->isRunning();
    if (m_closing)
        m_task->cancel();
    else
        QDialog::reject();
}

} // namespace saccade::ui
