// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"

#include <QCoreApplication>

namespace saccade::test {

/// A colour of a map, from its lowest (0) to its highest (255).
inline QRgb step(ColourMap map, std::size_t index)
{
    const auto& colour = colourTable(map)[index];
    return qRgb(colour[0], colour[1], colour[2]);
}

/// A picture that is shown with pure map colours: every patch in its own colour, nothing of the picture.
struct PictureStage
{
    ui::AttentionWorkspace workspace;
    ui::PictureView* view = workspace.pictureView();
    ui::PictureCanvas* canvas = view->canvas();
    ui::AttentionState* state = workspace.state();

    explicit PictureStage(const Explanation& explanation, const Image& picture = plainPicture(32, 32))
    {
        view->resize(520, 560);
        view->show();
        workspace.setPicture(picture, "test #10", 1, {"cat", "horse"});
        workspace.setExplanation(explanation);
        state->setOpacity(100);
        state->setSmooth(false);
        QCoreApplication::processEvents();
    }
};

} // namespace saccade::test
