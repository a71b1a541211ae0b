// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/dataset_fetch.h"
#include "core/values/error.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace saccade::test {

/// What came of a fetch.
struct FetchOutcome
{
    QString folder;   ///< empty where it failed
    QString sentence; ///< of the Error; empty where it worked
    std::optional<Error::Kind> kind;
    std::vector<double> shares;
    std::vector<std::string> words;
};

/// Fetches on a plain worker thread, while this thread's event loop runs (a server may live in it).
FetchOutcome fetchOnWorker(const FetchRequest& request, RunControl& control);
FetchOutcome fetchOnWorker(const FetchRequest& request);

} // namespace saccade::test
