// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/query_option.h"

#include "core/values/error.h"

#include <cstdio>

namespace saccade::cli {

void requireBelow(const char* option, std::optional<int> value, int bound)
{
    if (value && (*value < 0 || *value >= bound))
        throw Error(std::string(option) + ": expected 0 to " + std::to_string(bound - 1) + ", found " +
                        std::to_string(*value),
                    Error::Kind::Usage);
}

std::optional<int> queryToken(const std::string& query, const ModelSpec& spec)
{
    if (query.empty())
        return {};
    if (!spec.hasAttention())
        throw Error("--query: expected a model with attention, found one without", Error::Kind::Usage);
    if (query == "cls") {
        if (spec.pooling != Pooling::Cls)
            throw Error("--query: expected ROW,COL, as this model has no CLS token, found cls",
                        Error::Kind::Usage);
        return 0;
    }
    const int side = spec.gridSide();
    int row = -1;
    int column = -1;
    char rest = 0;
    if (std::sscanf(query.c_str(), "%d,%d%c", &row, &column, &rest) != 2 || row < 0 || row >= side ||
        column < 0 || column >= side)
        throw Error("--query: expected cls or ROW,COL from 0,0 to " + std::to_string(side - 1) + ',' +
                        std::to_string(side - 1) + ", found " + query,
                    Error::Kind::Usage);
    return spec.prefixTokens() + row * side + column;
}

} // namespace saccade::cli
