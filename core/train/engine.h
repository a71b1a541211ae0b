// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace saccade {

/// What computes, and what was chosen for this machine and why: a line a fact, for the log and the About box.
std::vector<std::string> engineFacts();

/// How many threads LibTorch's operations use when they are called from this thread.
void useThreadsHere(int count);

} // namespace saccade
