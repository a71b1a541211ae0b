// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/out/session.h"
#include "ui/services.h"

#include <QString>

#include <memory>

namespace saccade::ui {

class MainWindow;

/// A session, and what of it may have no file yet.
struct SessionToSave
{
    Session session;                         ///< without the model's hash
    ModelPtr model;                          ///< the one in view; null: none
    std::shared_ptr<const Image> ownPicture; ///< the one in view, as it was brought; null: none
};

/// What the window shows now.
SessionToSave sessionOf(const MainWindow& window);

/// Writes the session whole or not at all. A model or a picture that has no file is written first, into the
/// folder NAME-files beside it. It takes as long as reading the model's file does. Throws Error.
void writeSession(SessionToSave what, const QString& file, const decltype(Services::saveModel)& saveModel);

/// Its files are then absolute. Throws Error where it cannot be read, see readSessionText().
Session readSession(const QString& file);

} // namespace saccade::ui
