// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/explanation.h"

#include <algorithm>

namespace saccade {

int Explanation::predicted() const
{
    if (logits.empty())
        return -1;
    return int(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

} // namespace saccade
