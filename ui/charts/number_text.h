// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace saccade::ui {

using NumberText = std::function<QString(double)>;

/// Three significant digits, no zero before the point: ".842", "2.30", "398"; "1.2e-4" below a thousandth.
QString shortNumber(double value);
/// A share 0..1 as "73.4 %".
QString percentText(double share);
/// Two significant digits with an exponent below a hundredth, "8.1e-4"; "0" for zero.
QString rateText(double value);
/// As short as it can be without becoming another number: "0.5", "30", "5e-4". For ticks.
QString tickText(double value);
/// A share 0..1 as a tick of a percent axis: "75".
QString percentTickText(double share);
/// A whole number: "398".
QString wholeText(double value);

} // namespace saccade::ui
