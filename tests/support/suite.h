// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest/QtTest>

#include <functional>
#include <memory>

namespace saccade::test {

/// Runs the suite named in argv[1] (further arguments go to QtTest), or all that are registered.
int runSuites(int argc, char** argv);

void registerSuite(const char* name, std::function<std::unique_ptr<QObject>()> make);

} // namespace saccade::test

/// Beside a test class: makes it known to the program's main function.
#define SACCADE_SUITE(Class)                                                                                 \
    [[maybe_unused]] static const bool Class##Registered = [] {                                              \
        saccade::test::registerSuite(#Class, [] { return std::unique_ptr<QObject>(new Class); });            \
        return true;                                                                                         \
    }();
