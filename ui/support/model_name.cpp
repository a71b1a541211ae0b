// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/model_name.h"

#include <filesystem>

namespace saccade::ui {

QString sourceName(const ModelInfo& info)
{
    const std::filesystem::path path = info.source;
    const std::filesystem::path folder = path.parent_path();
    const auto name = folder.filename() == "checkpoints" ? folder.parent_path().filename() : path.filename();
    return QString::fromStdString(name.string());
}

QStringList toStringList(const std::vector<std::string>& names)
{
    QStringList result;
    for (const std::string& name : names)
        result.append(QString::fromStdString(name));
    return result;
}

} // namespace saccade::ui
