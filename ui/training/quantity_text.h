// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace saccade::ui {

/// "42 s", "1 m 52 s", "3 h 5 m", "2 d 3 h"; rounded to seconds.
QString durationText(double seconds);

/// "1 m 52 s left"; "a few seconds left" under 5 s; empty below 0, where it is not known.
QString timeLeftText(double seconds);

/// "812", "45 k", "0.8 M", "2.7 M", "1.3 G".
QString countText(std::int64_t count);

/// As a person writes a learning rate: "8.1e-4", "1e-3", "0".
QString learningRateText(double rate);

/// "812 kB", "1.1 GB"; powers of ten.
QString bytesText(std::int64_t bytes);

/// The shortest decimal that reads back as the same number, without a padded exponent: "0.001", "1e-6".
QString plainNumber(double value);

} // namespace saccade::ui
