// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace saccade::test {

namespace {

auto& suites()
{
    static std::map<std::string, std::function<std::unique_ptr<QObject>()>> all;
    return all;
}

} // namespace

void registerSuite(const char* name, std::function<std::unique_ptr<QObject>()> make)
{
    suites()[name] = std::move(make);
}

int runSuites(int argc, char** argv)
{
    std::vector<char*> arguments(argv, argv + argc);
    std::string only;
    if (argc > 1 && argv[1][0] != '-') {
        only = argv[1];
        arguments.erase(arguments.begin() + 1);
        if (!suites().contains(only)) {
            std::fprintf(stderr, "no suite named %s\n", argv[1]);
            return 2;
        }
    }
    int failures = 0;
    for (const auto& [name, make] : suites())
        if (only.empty() || only == name)
            failures += QTest::qExec(make().get(), int(arguments.size()), arguments.data());
    return failures == 0 ? 0 : 1;
}

} // namespace saccade::test
