// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/max_flow.h"

#include <algorithm>
#include <limits>

namespace saccade {

namespace {

/// What is left by rounding is no capacity: flows here are of the order of 1.
constexpr double Nothing = 1e-14;

} // namespace

MaxFlow::MaxFlow(int nodes)
    : m_leaving(static_cast<std::size_t>(nodes))
{
}

void MaxFlow::addEdge(int from, int to, double capacity)
{
    m_leaving[std::size_t(from)].push_back(int(m_edges.size()));
    m_edges.push_back({to, capacity, capacity});
    m_leaving[std::size_t(to)].push_back(int(m_edges.size()));
    m_edges.push_back({from, 0.0, 0.0});
}

bool MaxFlow::findLevels(int source, int sink)
{
    m_level.assign(m_leaving.size(), -1);
    m_level[std::size_t(source)] = 0;
    std::vector<int> reached{source};
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (const int index : m_leaving[std::size_t(reached[i])]) {
            const Edge& edge = m_edges[std::size_t(index)];
            int& level = m_level[std::size_t(edge.to)];
            if (edge.left > Nothing && level < 0) {
                level = m_level[std::size_t(reached[i])] + 1;
                reached.push_back(edge.to);
            }
        }
    return m_level[std::size_t(sink)] >= 0;
}

double MaxFlow::push(int node, int sink, double limit)
{
    if (node == sink)
        return limit;
    double pushed = 0.0;
    for (std::size_t& next = m_next[std::size_t(node)]; next < m_leaving[std::size_t(node)].size(); ++next) {
        const std::size_t index = std::size_t(m_leaving[std::size_t(node)][next]);
        Edge& edge = m_edges[index];
        if (edge.left <= Nothing || m_level[std::size_t(edge.to)] != m_level[std::size_t(node)] + 1)
            continue;
        const double taken = push(edge.to, sink, std::min(limit - pushed, edge.left));
        edge.left -= taken;
        m_edges[index ^ 1].left += taken;
        pushed += taken;
        if (limit - pushed <= Nothing)
            return pushed; // the edge may take more the next time
    }
    return pushed;
}

double MaxFlow::flow(int source, int sink)
{
    for (Edge& edge : m_edges)
        edge.left = edge.capacity;
    double total = 0.0;
    while (findLevels(source, sink)) {
        m_next.assign(m_leaving.size(), 0);
        const double pushed = push(source, sink, std::numeric_limits<double>::infinity());
        if (pushed <= Nothing)
            break;
        total += pushed;
    }
    return total;
}

} // namespace saccade
