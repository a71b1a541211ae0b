// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace saccade {

/// The largest flow through a network of edges with capacities (Dinic 1970): exact but for the rounding of
/// the sums.
class MaxFlow
{
public:
    explicit MaxFlow(int nodes);

    void addEdge(int from, int to, double capacity);
    /// Can be asked again, for any two nodes: each time the edges are empty at first.
    double flow(int source, int sink);

private:
    struct Edge
    {
        int to;
        double capacity;
        double left; ///< of the capacity; its partner at index ^ 1 runs the other way
    };

    bool findLevels(int source, int sink);
    double push(int node, int sink, double limit);

    std::vector<Edge> m_edges;
    std::vector<std::vector<int>> m_leaving; ///< of each node, its edges
    std::vector<int> m_level;                ///< steps from the source; -1: out of reach
    std::vector<std::size_t> m_next;         ///< of each node, the first edge that may still take something
};

} // namespace saccade
