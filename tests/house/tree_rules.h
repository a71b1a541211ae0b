// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace saccade::test {

/// Reads the sources under `root` and returns a sentence "path:line: what is wrong" for each breach of the
/// house's rules, in the order of paths, rooms last; empty where all is well.
QStringList breaches(const QString& root);

} // namespace saccade::test
