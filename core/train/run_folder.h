// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/metrics.h"
#include "core/values/training.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace saccade {

/// A run on disk: run.json says what it is and how it stands, metrics.csv has a row a report, layers.csv a
/// row a layer, checkpoints/ the weights, timeline/ the pinned pictures' attention.
class RunFolder
{
public:
    /// A new run. Creates the folder; throws Error (BadInput) where it already holds one.
    static RunFolder create(const TrainRequest& request);
    /// A run to go on with. Throws Error (BadInput) where run.json is missing or not ours.
    static RunFolder open(const std::filesystem::path& folder);

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path lastCheckpoint() const { return m_path / "checkpoints" / "last.safetensors"; }
    std::filesystem::path bestCheckpoint() const { return m_path / "checkpoints" / "best.safetensors"; }
    std::filesystem::path timeline() const { return m_path / "timeline"; }

    ModelSpec model() const;
    TrainSpec train() const;
    std::string preset() const;
    /// What the run took its first weights from; empty: from its seed.
    std::string from() const;
    /// Throws Error (BadInput) where the run was trained on another data set.
    void requireSameData(const Dataset& data) const;

    /// Adds a row. The file is flushed, so that another program can follow it.
    void append(const BatchReport& report);
    void append(const EpochReport& report);
    void append(const LayerReport& report);
    /// Drops rows of steps after this one: they will be done again.
    void dropRowsAfter(std::int64_t step);

    /// "running", "completed", "stopped" or "failed", with what is known of the outcome.
    void setStatus(const std::string& status, const RunOutcome* outcome = nullptr);

private:
    struct DataDescription
    {
        std::string name;    ///< and how many pictures, in words
        std::string content; ///< hash; empty where it is not known
    };

    explicit RunFolder(std::filesystem::path path);
    DataDescription dataDescription() const;
    const nlohmann::json& json() const { return *m_json; }

    std::filesystem::path m_path;
    std::shared_ptr<nlohmann::json> m_json;
};

} // namespace saccade
