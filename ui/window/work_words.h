// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace saccade::ui {

/// What the program says about its work beside the window ("Checking x.tar.gz", "Reading y.bin") in the
/// window's language; as it came where it is none of the sentences that are known here.
QString workWords(const QString& what);

} // namespace saccade::ui
