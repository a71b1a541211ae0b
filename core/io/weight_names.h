// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/safetensors.h"

#include <map>
#include <string>
#include <vector>

namespace saccade {

/// The tensors of a file by the names that our networks give them, which are timm's. Understood are timm's
/// own names and those of Hugging Face's transformers: ViT (classic names and the newer ones with q_proj) and
/// DINOv2, with and without a head. Query, key and value, which transformers keeps apart, become the rows of
/// one tensor.
class WeightNames
{
public:
    /// `file` must outlive it. Throws Error (BadInput) where a query, key or value lacks the other two.
    explicit WeightNames(const SafetensorsFile& file);

    const SafetensorsFile& file() const { return m_file; }
    /// Whether the file has the names of transformers.
    bool ofTransformers() const { return m_ofTransformers; }
    bool has(const std::string& name) const { return m_parts.contains(name); }
    /// Ours, in alphabetical order; those that no rule knows keep the file's.
    std::vector<std::string> all() const;
    /// The file's names of what stands one below the other in ours. Throws Error (BadInput) where there is
    /// none.
    const std::vector<std::string>& parts(const std::string& name) const;
    /// Throws Error (BadInput) where there is none of this name, or its parts do not fit together.
    std::vector<std::int64_t> shape(const std::string& name) const;

private:
    const SafetensorsFile& m_file;
    bool m_ofTransformers = false;
    std::map<std::string, std::vector<std::string>> m_parts;
};

/// What transformers calls a tensor of ours; of "…attn.qkv.…" its three, in the order query, key, value.
/// Empty where it has no name for it. The classic names: every version of transformers reads them.
std::vector<std::string> transformersNames(const std::string& ours);

} // namespace saccade
