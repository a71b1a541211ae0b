// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/kernel_rows.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

// Parts of a batch of pictures, and who works on them.

namespace saccade {

/// Some pictures of a batch, and whose they are. Where every step is shared out among the threads by itself,
/// all of them, and nobody's.
struct Stretch
{
    std::int64_t begin, end;
    std::int64_t thread; ///< -1: every one's
    std::int64_t lane;   ///< whose sums they are added to; -1: as the steps are shared out
    std::int64_t local;  ///< the place of the first in what holds a thread's pictures alone
    bool isFirst;        ///< of its lane: there are no sums yet
};

/// The same as rows of a matrix that has so many for each picture.
struct RowRange
{
    RowRange(const Stretch& pictures, std::int64_t perPicture)
        : first(pictures.begin * perPicture)
        , count((pictures.end - pictures.begin) * perPicture)
        , local(pictures.local * perPicture)
        , thread(pictures.thread)
        , lane(pictures.lane)
        , isFirst(pictures.isFirst)
    {
    }
    std::int64_t first, count, local, thread, lane;
    bool isFirst;

    /// Where they begin in a matrix with rows for the whole batch, or in a thread's own.
    template <typename T>
    T* in(const torch::Tensor& matrix) const
    {
        return dataOf<T>(matrix) + first * columnsOf(matrix);
    }
    template <typename T>
    T* inOwn(const torch::Tensor& matrix) const
    {
        return dataOf<T>(matrix) + local * columnsOf(matrix);
    }

private:
    static std::int64_t columnsOf(const torch::Tensor& matrix)
    {
        return matrix.dim() == 1 ? 1 : matrix.size(1);
    }
};

/// How many of the pictures that are left one of the `sharers` takes next: at most `together`, and fewer
/// towards the end, so that none waits long for the others; but not so few that the weights are read for
/// next to nothing.
inline std::int64_t groupOf(std::int64_t left, std::int64_t sharers, std::int64_t together)
{
    const std::int64_t least = (together + 5) / 6;
    if (2 * left <= 3 * least)
        return left;
    return std::clamp((left + 2 * sharers - 1) / (2 * sharers), least, together);
}

/// Hands out a batch in groups of pictures. Each lane has an equal part of the batch, and of one lane no two
/// groups are out at a time.
class Lanes
{
public:
    struct Group
    {
        std::int64_t begin, end, lane;
        bool isFirst;
    };

    Lanes(std::int64_t batch, std::int64_t count, std::int64_t together)
        : m_together(together)
    {
        for (std::int64_t lane = 0; lane < count; ++lane) {
            const std::int64_t begin = batch * lane / count;
            const std::int64_t end = batch * (lane + 1) / count;
            m_lanes.push_back({begin, begin, end, false});
        }
    }
    /// The next of the lane that has most left; nothing once none is left but in lanes that are out.
    std::optional<Group> take()
    {
        const std::lock_guard lock(m_mutex);
        std::size_t best = 0;
        std::int64_t most = 0;
        for (std::size_t i = 0; i < m_lanes.size(); ++i) {
            const std::int64_t left = m_lanes[i].isOut ? 0 : m_lanes[i].end - m_lanes[i].next;
            if (left > most) {
                most = left;
                best = i;
            }
        }
        if (most == 0)
            return {};
        Lane& lane = m_lanes[best];
        const std::int64_t begin = lane.next;
        lane.next += groupOf(lane.end - begin, 1, m_together);
        lane.isOut = true;
        return Group{begin, lane.next, std::int64_t(best), begin == lane.begin};
    }
    void giveBack(std::int64_t lane)
    {
        const std::lock_guard lock(m_mutex);
        m_lanes[std::size_t(lane)].isOut = false;
    }

private:
    struct Lane
    {
        std::int64_t begin, next, end;
        bool isOut;
    };
    std::int64_t m_together;
    std::mutex m_mutex;
    std::vector<Lane> m_lanes;
};

} // namespace saccade
