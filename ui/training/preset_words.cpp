// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/preset_words.h"

#include <QCoreApplication>

namespace saccade::ui {

namespace {

// Core's sentences, word for word: they are the keys of the translation, and stand here for lupdate to find.
[[maybe_unused]] constexpr const char* Descriptions[] = {
    QT_TRANSLATE_NOOP("PresetWords", "0.8 million parameters: learns in minutes on a laptop."),
    QT_TRANSLATE_NOOP("PresetWords", "2.7 million parameters: the size that papers on small pictures use."),
    QT_TRANSLATE_NOOP("PresetWords",
                      "The introductory article's model, made to work: post-norm, ReLU, plain Adam."),
    QT_TRANSLATE_NOOP("PresetWords", "The article's model with pre-norm and a warm-up, to compare with it."),
    QT_TRANSLATE_NOOP("PresetWords", "A plain vision transformer, for fifteen minutes of a processor."),
    QT_TRANSLATE_NOOP("PresetWords",
                      "The same transformer behind a small convolution stem, for fifteen minutes."),
    QT_TRANSLATE_NOOP("PresetWords", "A small residual network to compare with, for fifteen minutes."),
};

} // namespace

QString presetDescription(const Preset& preset)
{
    return QCoreApplication::translate("PresetWords", preset.description.c_str());
}

} // namespace saccade::ui
