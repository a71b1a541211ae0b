// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar10_class_names.h"

#include "core/data/cifar10_records.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

namespace saccade {

namespace {

/// The file's first bytes; a sound file has 61.
std::string beginningOf(const std::filesystem::path& file)
{
    std::error_code ignored;
    std::array<char, 1024> bytes{};
    if (!std::filesystem::is_regular_file(file, ignored))
        return {};
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), bytes.size());
    return {bytes.data(), std::size_t(stream.gcount())};
}

bool isName(const std::string& line)
{
    return line.size() <= 40 &&
           std::all_of(line.begin(), line.end(), [](char letter) { return letter >= ' ' && letter <= '~'; });
}

} // namespace

std::vector<std::string> cifar10ClassNames(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    std::istringstream text(beginningOf(folder / "batches.meta.txt"));
    for (std::string line; std::getline(text, line);) {
        line.erase(line.find_last_not_of(" \t\r") + 1);
        if (!line.empty())
            names.push_back(line);
    }
    const bool sane = names.size() == Cifar10Classes && std::all_of(names.begin(), names.end(), isName) &&
                      std::set<std::string>(names.begin(), names.end()).size() == names.size();
    if (sane)
        return names;
    return {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"};
}

} // namespace saccade
