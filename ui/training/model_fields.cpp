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

std::vector<FormField> modelFields()
{
    return {
        {Kind::Choice,
         "family",
         tr("Family"),
         tr("What kind of model it is. A vision transformer cuts the picture into patches and lets them look "
            "at each other. A hybrid does the same behind a few convolutions, and learns faster. A CNN is "
            "a small residual network to compare with: quick and good, but without attention to look at. "
            "For a CNN the width is that of its first stage, and the depth counts its stages."),
         0,
         0,
         {{"vit", tr("Vision transformer")}, {"hybrid", tr("Hybrid")}, {"cnn", tr("CNN")}}},
        {Kind::Whole, "patch_size", tr("Patch"),
         tr("Side of a patch in pixels. The picture is cut into squares of this size, and each becomes one "
            "token. Smaller patches see finer detail and cost much more time: half the side makes four "
            "times the tokens. It must divide the picture's side."),
         1, 1024},
        {Kind::Whole, "dim", tr("Width"),
         tr("How many numbers describe one token (dim). Wider models can hold more and are slower; the time "
            "grows with the square. It must be a multiple of the number of heads."),
         1, 8192},
        {Kind::Whole, "depth", tr("Depth"),
         tr("How many blocks, each of attention and a feed-forward network, follow one another. Every block "
            "is a row in the grid of maps."),
         1, 128},
        {Kind::Whole, "heads", tr("Heads"),
         tr("How many heads look at the picture side by side in each block, every one in its own way. The "
            "width is shared out among them, so it must divide evenly."),
         1, 256},
        {Kind::Number, "mlp_ratio", tr("MLP ratio"),
         tr("How much wider than a token the hidden layer of the feed-forward network is. Nearly everybody "
            "uses 4."),
         0.25, 16},
        {Kind::Choice,
         "pooling",
         tr("Pooling"),
         tr("From what the class is read. A CLS token is an extra token that gathers what it needs from all "
            "patches, and whose attention can be shown; the mean treats all patches alike."),
         0,
         0,
         {{"cls", tr("CLS token")}, {"mean", tr("Mean of the patches")}}},
        {Kind::Choice,
         "positions",
         tr("Positions"),
         tr("How a token knows where in the picture it lies. Learned positions are found in training; fixed "
            "ones are waves of sine and cosine, and need nothing to be learned."),
         0,
         0,
         {{"learned", tr("Learned")}, {"sincos", tr("Sine and cosine")}}},
        {Kind::Choice,
         "norm_order",
         tr("Norm order"),
         tr("Where the layer norm stands. Before each part (pre) trains steadily; after it (post), as in the "
            "first transformer of 2017, needs more care with the learning rate."),
         0,
         0,
         {{"pre", tr("Before (pre-norm)")}, {"post", tr("After (post-norm)")}}},
        {Kind::Choice,
         "activation",
         tr("Activation"),
         tr("The bend in the feed-forward network. ReLU cuts off below zero; GELU does so softly, and is "
            "what vision transformers use."),
         0,
         0,
         {{"gelu", tr("GELU")}, {"relu", tr("ReLU")}}},
        {Kind::Number,
         "dropout",
         tr("Dropout"),
         tr("The share of numbers set to zero at random while training, so that the model relies on none of "
            "them too much. 0 turns it off; small models seldom need it."),
         0,
         0.9,
         {},
         0.01},
        {Kind::Number,
         "drop_path",
         tr("Drop path"),
         tr("The chance that a picture skips a part of the last block while training; earlier blocks are "
            "skipped less often, the first never. It helps in long runs of many passes. 0 turns it off."),
         0,
         0.9,
         {},
         0.01},
        {Kind::Whole, "registers", tr("Registers"),
         tr("Extra tokens that belong to no patch, 0 to 4. The model can keep notes there, instead of using "
            "patches of plain background for them, which keeps the maps clean."),
         0, 4},
        {Kind::Number,
         "norm_epsilon",
         tr("Norm epsilon"),
         tr("A tiny number that keeps the layer norm from dividing by zero. There is no need to change it, "
            "except to match a model of somebody else."),
         1e-12,
         1e-2,
         {},
         1e-12},
    };
}

} // namespace saccade::ui
