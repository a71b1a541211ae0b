// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What nearly every file of ui reads, precompiled. A file still includes what it uses.
#include <QtWidgets/QtWidgets>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>
