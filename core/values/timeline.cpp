// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/timeline.h"

#include <algorithm>
#include <iterator>

namespace saccade {

std::size_t Timeline::nearest(std::int64_t step) const
{
    const auto after =
        std::lower_bound(moments.begin(), moments.end(), step,
                         [](const TimelineMoment& moment, std::int64_t s) { return moment.step < s; });
    if (after == moments.begin())
        return 0;
    const auto before = std::prev(after);
    const bool isAfter = after != moments.end() && after->step - step < step - before->step;
    return std::size_t((isAfter ? after : before) - moments.begin());
}

} // namespace saccade
