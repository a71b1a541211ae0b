// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade {

/// The text of core/io/python/saccade_model.py, which loads any model of this program in Python.
extern const char* const PythonLoader;

} // namespace saccade
