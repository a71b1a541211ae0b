// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/spec_fields.h"

#include <QCoreApplication>

namespace saccade::ui {

namespace {

/// In the context that lupdate takes for a function of this namespace.
QString tr(const char* text)
{
    return QCoreApplication::translate("saccade::ui", text);
}

using Kind = FormField::Kind;

} // namespace

std::vector<FormField> basicFields()
{
    return {
        {Kind::Duration, "epochs", tr("Train for"),
         tr("How long to train. In one epoch the model sees every training picture once. Sized in minutes, "
            "the run ends on time and the learning rate's schedule is fitted to it.")},
        {Kind::Whole, "batch_size", tr("Batch size"),
         tr("How many pictures the model sees before it changes its weights once. Larger batches give "
            "steadier steps, fewer of them an epoch, and need more memory."),
         1, 65536},
        {Kind::Number, "learning_rate", tr("Learning rate"),
         tr("How far each step moves the weights, at its highest. Too high and the loss jumps about or "
            "grows; too low and nothing seems to happen. It can be halved or doubled while a run goes on."),
         1e-7, 10},
        {Kind::Seed, "seed", tr("Seed"),
         tr("The number that all chance in a run follows from: first weights, order of pictures, crops. The "
            "same seed and settings give the same run again.")},
    };
}

std::vector<FormField> recipeFields()
{
    return {
        {Kind::Choice,
         "optimizer",
         tr("Optimizer"),
         tr("The rule that turns gradients into steps. AdamW suits transformers; Adam mixes the weight decay "
            "into the gradient; SGD with momentum is the oldest and needs a larger learning rate."),
         0,
         0,
         {{"adamw", tr("AdamW")}, {"adam", tr("Adam")}, {"sgd", tr("SGD with momentum")}}},
        {Kind::Choice,
         "schedule",
         tr("Schedule"),
         tr("How the learning rate goes down after its warm-up: along a half cosine, in a straight line, or "
            "not at all."),
         0,
         0,
         {{"cosine", tr("Cosine")}, {"linear", tr("Linear")}, {"constant", tr("Constant")}}},
        {Kind::Number,
         "warmup",
         tr("Warm-up"),
         tr("The share of the run in which the learning rate rises from 0 to its highest: 0.05 is a "
            "twentieth. Transformers are easily upset by large first steps."),
         0,
         0.9,
         {},
         0.01},
        {Kind::Number, "min_learning_rate", tr("Lowest rate"),
         tr("The learning rate that the schedule ends with."), 0, 10},
        {Kind::Number,
         "weight_decay",
         tr("Weight decay"),
         tr("How strongly weights are pulled towards zero, so that none grows without need. It applies to "
            "matrices alone, not to biases, norms, positions or the CLS token."),
         0,
         1,
         {},
         1e-4},
        {Kind::Number,
         "clip_norm",
         tr("Gradient clip"),
         tr("The longest gradient that is let through; a longer one is shortened to this. It keeps one odd "
            "batch from doing harm. 0 turns it off."),
         0,
         1000,
         {},
         0.1},
        {Kind::Number,
         "label_smoothing",
         tr("Label smoothing"),
         tr("The share of certainty taken from the right class and spread over all, so that the model does "
            "not become too sure of itself. With 0.1 even a perfect model's training loss stays above 0."),
         0,
         0.9,
         {},
         0.01},
        {Kind::Number,
         "beta1",
         tr("Adam β₁"),
         tr("How long Adam remembers the direction of past gradients; 0.9 is about ten steps."),
         0,
         0.9999,
         {},
         0.1},
        {Kind::Number,
         "beta2",
         tr("Adam β₂"),
         tr("How long Adam remembers the size of past gradients; 0.999 is about a thousand steps."),
         0,
         0.9999,
         {},
         0.1},
        {Kind::Number,
         "momentum",
         tr("Momentum"),
         tr("The share of its last step that SGD keeps in the next one, like a ball that rolls on."),
         0,
         0.9999,
         {},
         0.1},
    };
}

std::vector<FormField> pictureFields()
{
    return {
        {Kind::Whole, "crop_padding", tr("Random shift"),
         tr("Up to how many pixels a training picture is shifted at random, its border filled by reflection. "
            "The model thus never sees quite the same picture twice. 0 turns it off."),
         0, 16},
        {Kind::Flag, "flip", tr("Mirror"),
         tr("Mirror half of the training pictures left to right, chosen at random. A horse is a horse either "
            "way; for letters this would do harm.")},
        {Kind::Choice,
         "normalise_by",
         tr("Normalise by"),
         tr("What is taken from the pixels, and what they are divided by, before the model sees them: the "
            "data set's own mean and deviation, or simply 0.5 and 0.5."),
         0,
         0,
         {{"dataset", tr("Data set's mean")}, {"half", tr("0.5 and 0.5")}}},
        {Kind::Number,
         "validation_share",
         tr("Held out"),
         tr("The share of the training pictures that the model never learns from. The best epoch is chosen "
            "on them, so that the test pictures stay an honest measure."),
         0,
         0.5,
         {},
         0.01},
    };
}

std::vector<FormField> machineFields()
{
    return {
        {Kind::Choice,
         "precision",
         tr("Precision"),
         tr("How many bits the matrix products are computed with. bf16 takes half the memory and is faster "
            "where the processor knows it; otherwise fp32 is. Automatic chooses the faster one."),
         0,
         0,
         {{"auto", tr("Automatic")}, {"fp32", tr("fp32")}, {"bf16", tr("bf16 where safe")}}},
        {Kind::Word,
         "device",
         tr("Device"),
         tr("What computes: auto takes a graphics card where one can be used; cpu, cuda (or cuda:1 for the "
            "second card) and mps ask for one."),
         0,
         0,
         {{"auto", {}}, {"cpu", {}}, {"cuda", {}}, {"mps", {}}}},
        {Kind::Whole, "threads", tr("Threads"),
         tr("How many processor cores are used; 0 takes all of them. One less leaves a core for other "
            "programs."),
         0, 1024},
    };
}

} // namespace saccade::ui
