// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include "ui/training/quantity_text.h"
#include "ui/window/background_task.h"
#include "ui/window/icons.h"
#include "ui/window/path_field.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace saccade::ui {

QString pythonLines(const QString& file)
{
    // A JSON string is a Python string too.
    const QString quoted = QString::fromStdString(nlohmann::json(file.toStdString()).dump());
    return QStringLiteral("# pip install torch safetensors\n"
                          "import json, pathlib\n"
                          "from safetensors.torch import load_file\n"
                          "\n"
                          "file = pathlib.Path(%1)\n"
                          "weights = load_file(file)  # a dict: name to tensor, named as in timm\n"
                          "config = json.loads((file.parent / \"config.json\").read_bytes())\n"
                          "for name, tensor in weights.items():\n"
                          "    print(name, tuple(tensor.shape))")
        .arg(quoted);
}

ExportDialog::ExportDialog(const Services& services, ModelPtr model, const QString& name, QWidget* parent)
    : QDialog(parent)
    , m_save(services.saveModel)
    , m_model(std::move(model))
    , m_task(new BackgroundTask(this))
    , m_path(new PathField(PathField::What::SaveFile, tr("File"), tr("Where the model is written"),
                           tr("Safetensors (*.safetensors)"), this))
    , m_about(new QLabel(this))
    , m_python(new QPlainTextEdit(this))
    , m_copy(new QPushButton(icon("copy"), tr("Copy"), this))
    , m_export(new QPushButton(icon("export", QPalette::HighlightedText), tr("Export"), this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_bar(new QProgressBar(this))
    , m_message(new QLabel(this))
{
    setWindowTitle(tr("Export Model"));
    buildLayout();
    connect(m_path, &PathField::changed, this, [this] {
        m_message->clear();
        refresh();
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_python->toPlainText()); });
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::begin);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_task, &BackgroundTask::failed, this, [this](const QString& text) { showEnd("bad", text); });
    connect(m_task, &BackgroundTask::succeeded, this, [this](const QString& file) {
        showEnd("good", tr("Written: %1 (%2), and config.json beside it.")
                            .arg(QDir::toNativeSeparators(file), bytesText(QFileInfo(file).size())));
        Q_EMIT exported(file);
    });
    m_path->setPath(fromPath(services.dataFolder / toPath(name + ".safetensors")));
    refresh();
    m_export->setFocus();
}

void ExportDialog::buildLayout()
{
    const ModelInfo& info = m_model->info();
    m_about->setText(
        tr("%1, %2 parameters. The file holds every weight; config.json beside it what is needed to "
           "build the model again: its shape, the names of the classes, mean and deviation. It opens "
           "here, in Python, and wherever safetensors are read.")
            .arg(QString::fromStdString(shortName(info.spec)), countText(info.spec.parameters())));
    m_about->setWordWrap(true);
    m_about->setProperty("kind", QStringLiteral("muted"));
    m_path->setObjectName("exportPath");
    m_python->setReadOnly(true);
    m_python->setObjectName("python");
    m_python->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_python->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_python->setTabChangesFocus(true);
    m_python->setAccessibleName(tr("Python that loads the file"));
    m_python->setFixedHeight(m_python->fontMetrics().lineSpacing() * 9 + 26);
    m_python->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_copy->setObjectName("copyPython");
    m_copy->setToolTip(tr("Copy the Python lines"));
    m_export->setProperty("kind", QStringLiteral("primary"));
    m_export->setObjectName("export");
    m_close->setObjectName("close");
    m_close->setToolTip(tr("Close this window"));
    m_bar->setProperty("kind", QStringLiteral("thin"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 0);
    m_bar->setToolTip(tr("The file is being written"));
    m_message->setObjectName("exportMessage");
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* pythonHead = new QHBoxLayout;
    pythonHead->addWidget(sectionLabel(tr("In Python"), this));
    pythonHead->addStretch(1);
    pythonHead->addWidget(m_copy);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_close);
    foot->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 18, 18, 14);
    column->setSpacing(10);
    column->addWidget(m_about);
    column->addWidget(sectionLabel(tr("File"), this));
    column->addWidget(m_path);
    column->addSpacing(4);
    column->addLayout(pythonHead);
    column->addWidget(m_python);
    column->addWidget(m_bar);
    column->addWidget(m_message);
    column->addStretch(1);
    column->addLayout(foot);
    setMinimumWidth(600);
}

void ExportDialog::begin()
{
    m_task->start([save = m_save, model = m_model, path = m_path->path()](RunControl&, const Progress&) {
        save(model, path);
        return fromPath(path);
    });
    m_message->clear();
    refresh();
}

void ExportDialog::refresh()
{
    const bool running = m_task->isRunning();
    const QFileInfo file(m_path->text());
    const bool replaces = file.isFile();
    QString reason;
    if (running)
        reason = tr("The file is being written.");
    else if (m_path->text().isEmpty())
        reason = tr("Choose a file first.");
    else if (file.isDir())
        reason = tr("This is a folder; name a file in it.");
    else if (file.suffix() != QLatin1String("safetensors"))
        reason = tr("The file's name must end in .safetensors.");
    else if (!QFileInfo(file.absolutePath()).isDir())
        reason = tr("There is no folder %1.").arg(QDir::toNativeSeparators(file.absolutePath()));
    m_export->setText(replaces && !running ? tr("Replace the file") : tr("Export"));
    m_export->setEnabled(reason.isEmpty());
    m_export->setToolTip(!reason.isEmpty() ? reason
                         : replaces        ? tr("There is such a file; it is replaced")
                                           : tr("Write the model to this file"));
    m_path->setEnabled(!running);
    m_bar->setVisible(running);
    m_message->setVisible(!m_message->text().isEmpty());
    m_python->setPlainText(pythonLines(m_path->text()));
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
    if (!m_closing)
        QDialog::reject();
}

} // namespace saccade::ui
