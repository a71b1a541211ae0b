// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_words.h"

#include "core/values/python_lines.h"

#include <QCoreApplication>
#include <QLocale>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::ExportDialog)
};

QString familyWords(ExportFormat format, const ModelSpec& spec)
{
    if (format == ExportFormat::Onnx || format == ExportFormat::TorchScript)
        return spec.hasAttention() ? QString() : Words::tr("This network has no attention to put out.");
    if (format == ExportFormat::HuggingFace ? fitsTransformers(spec) : fitsTimm(spec))
        return {};
    if (format == ExportFormat::HuggingFace)
        return Words::tr("transformers has no class for this kind of model: the folder brings "
                         "saccade_model.py, which loads it with torch alone.");
    return Words::tr("timm has no class for this kind of model; the Hugging Face folder brings a loader.");
}

QString purpose(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Safetensors:
        return Words::tr("One file with every weight under timm's names, and config.json beside it with what "
                         "is needed to build the model again. For Python, and to open it here again.");
    case ExportFormat::HuggingFace:
        return Words::tr("A folder as the Hugging Face hub has them: weights, configuration, and a README "
                         "with accuracy and recipe. To share a model, and for transformers.");
    case ExportFormat::Onnx:
        return Words::tr("One file that runs without Python and without PyTorch: in ONNX Runtime, on phones, "
                         "in a browser, from other languages.");
    case ExportFormat::TorchScript:
        break;
    }
    return Words::tr("One file that PyTorch runs, also from C++, without this program. A legacy format: "
                     "PyTorch no longer develops it; take it where something asks for it.");
}

QString runWords(const ExportCheck& check)
{
    const QString figure = QString::number(check.largestDifference, 'e', 1);
    if (check.picturesOf.empty())
        return Words::tr("Read back and asked about %1 random pictures: %2 get the same class, and no logit "
                         "differs by more than %3.")
            .arg(check.pictures)
            .arg(check.sameClass)
            .arg(figure);
    return Words::tr("Read back and asked about %1 test pictures of %4: %2 get the same class, and no logit "
                     "differs by more than %3.")
        .arg(check.pictures)
        .arg(check.sameClass)
        .arg(figure, QString::fromStdString(check.picturesOf));
}

} // namespace

QString formatName(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Safetensors:
        return Words::tr("Safetensors file");
    case ExportFormat::HuggingFace:
        return Words::tr("Hugging Face folder");
    case ExportFormat::Onnx:
        return Words::tr("ONNX file");
    case ExportFormat::TorchScript:
        break;
    }
    return Words::tr("TorchScript file (legacy)");
}

QString formatPurpose(ExportFormat format, const ModelSpec& spec)
{
    return QStringLiteral("%1 %2").arg(purpose(format), familyWords(format, spec)).trimmed();
}

QString formatEnding(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Safetensors:
        return QStringLiteral(".safetensors");
    case ExportFormat::Onnx:
        return QStringLiteral(".onnx");
    case ExportFormat::TorchScript:
        return QStringLiteral(".pt");
    case ExportFormat::HuggingFace:
        break;
    }
    return {};
}

QString checkWords(const ExportResult& result)
{
    if (result.check)
        return runWords(*result.check);
    if (result.graph)
        return Words::tr("Read back: each of its %1 nodes reads what is made before it, and %2 weights are "
                         "the model's, bit for bit. Not run: this program has no runtime for ONNX.")
            .arg(result.graph->nodes)
            .arg(QLocale().toString(qlonglong(result.graph->weights)));
    return Words::tr("It was not read back.");
}

} // namespace saccade::ui
