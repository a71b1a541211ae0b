// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_values.h"
#include "ui/charts/run_curves.h"

#include <vector>

namespace saccade::ui {

/// The newest values of a run as the charts' headings show them; what was not reported yet is left out.
std::vector<HeadingValue> lossHeading(const RunCurves& curves);
std::vector<HeadingValue> accuracyHeading(const RunCurves& curves);
std::vector<HeadingValue> learningRateHeading(const RunCurves& curves);
std::vector<HeadingValue> speedHeading(const RunCurves& curves);
std::vector<HeadingValue> gradientNormHeading(const RunCurves& curves);

} // namespace saccade::ui
