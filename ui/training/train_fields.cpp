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
            "same seed and settings give the same run again, on as many threads and where it is sized in "
            "epochs.")},
    };
}

std::vector<FormField> recipeFields()
{
    return {
        {Kind::Choice,
         "optimizer",
         tr("Optimizer"),
         tr("The rule that turns gradients into steps. AdamW suits transformers; Adam mixes the weight decay "
            "into the gradient; SGD with momentum is the oldest and needs a larger learning rate; Muon makes "
            "the steps of hidden matrices orthogonal and learns more from fewer steps."),
         0,
         0,
         {{"adamw", tr("AdamW")},
          {"adam", tr("Adam")},
          {"sgd", tr("SGD with momentum")},
          {"muon", tr("Muon")}}},
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
         "ema_decay",
         tr("Weight average"),
         tr("How long a running mean of the weights remembers: 0.999 is about a thousand steps. The mean is "
            "what is shown, measured and kept; it is steadier than the newest weights. 0 turns it off."),
         0,
         0.99999,
         {},
         0.0001},
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
        {Kind::Flag, "auto_augment", tr("AutoAugment"),
         tr("Change each training picture by one of 25 recipes that were found for CIFAR-10: turn, shear, "
            "shift, "
            "recolour or sharpen it. It pays in long runs; short ones learn less from it.")},
        {Kind::Number,
         "random_erasing",
         tr("Random erasing"),
         tr("The chance that a rectangle of a training picture is blotted out with the mean colour, so that "
            "the "
            "model does not rely on one spot. 0 turns it off; 0.25 is usual in long runs."),
         0,
         1,
         {},
         0.01},
        {Kind::Number,
         "mixup",
         tr("Mixup"),
         tr("Blend pairs of training pictures, and their labels in the same shares. The number shapes the "
            "draw: "
            "small ones keep one of the two nearly pure, 1 makes every share as likely. 0 turns it off."),
         0,
         10,
         {},
         0.1},
        {Kind::Number,
         "cutmix",
         tr("CutMix"),
         tr("Put a rectangle of one training picture into another, and share out the labels by area. The "
            "number "
            "shapes the draw of the area as with mixup; with both on, each does half. 0 turns it off."),
         0,
         10,
         {},
         0.1},
        {Kind::Number,
         "mix_share",
         tr("Mixed batches"),
         tr("The share of the batches that mixup or CutMix is applied to, where one of them is on. The "
            "others "
            "show whole pictures."),
         0,
         1,
         {},
         0.01},
        {Kind::Whole, "small_crop", tr("Small window"),
         tr("At the beginning of a run, train on a window of this many pixels a side instead of the whole "
            "picture: fewer tokens, so more steps in the same time. A multiple of the patch; 0 turns it "
            "off."),
         0, 1024},
        {Kind::Number,
         "small_crop_share",
         tr("Window's share"),
         tr("The share of the run that is trained on the small window, where there is one; whole pictures "
            "follow "
            "until the end."),
         0,
         1,
         {},
         0.01},
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
            "on them, so that the test pictures stay an honest measure. At 0 the last epoch's model is "
            "kept."),
         0,
         0.5,
         {},
         0.01},
        {Kind::Flag, "test_each_epoch", tr("Test each epoch"),
         tr("Measure the test pictures after every epoch, for the charts. Without it they are used once, on "
            "the "
            "best model at the end of the run, which also saves time.")},
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
