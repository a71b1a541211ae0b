// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/code_file_dialog.h"

#include "core/values/python_lines.h"
#include "ui/window/close_buttons.h"
#include "ui/window/path_field.h"
#include "ui/window/python_box.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

constexpr int Lines = 2;

} // namespace

CodeFileDialog::CodeFileDialog(const QString& path, QWidget* parent)
    : QDialog(parent)
{
    setObjectName("codeFile");
    setWindowTitle(tr("This File Is Not Opened"));
    const QFileInfo file(path);
    auto* about = new QLabel(
        tr("%1 is a pickle or TorchScript file (.%2), and those can run code when they are opened. "
           "Where you trust who made it, turn it into a .safetensors file, which holds numbers "
           "alone, and open that.")
            .arg(file.fileName(), file.suffix()),
        this);
    about->setObjectName("codeFileAbout");
    about->setWordWrap(true);
    auto* python = new PythonBox(tr("In Python"), Lines, this);
    python->setLines(QString::fromStdString(conversionLines(toPath(path))).trimmed());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 18, 18, 14);
    column->setSpacing(10);
    column->addWidget(about);
    column->addWidget(python);
    column->addStretch(1);
    column->addWidget(closeButtons(this));
    setMinimumWidth(620);
}

} // namespace saccade::ui
