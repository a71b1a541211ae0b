// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "ui/attention/scene/query.h"

#include <QString>

namespace saccade::ui {

/// Decimals that give a value three significant digits, at most 6.
int decimalsFor(double value);

/// A value as tables print it: ".118", "0", "1.5"; below a millionth "3e-07". Three significant digits,
/// or as many decimals as are asked for.
QString shortNumber(double value, int decimals = -1);

/// A share of 1 in whole per cent: "6 %", "<1 %", ">99 %".
QString percent(double share);

/// "CLS" or "patch (3, 5)": row, column.
QString queryName(const Query& query);

QString colourMapName(ColourMap map);

} // namespace saccade::ui
