// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace saccade {

/// One tensor of a safetensors file.
struct TensorEntry
{
    std::string name;
    std::string dtype;               ///< as the format spells it: F32, F16, BF16, I64, …
    std::vector<std::int64_t> shape; ///< empty: one number
    std::uint64_t begin = 0;         ///< bytes from the start of the data
    std::uint64_t end = 0;
};

/// The header of a safetensors file: 8 bytes of length, that many bytes of JSON, then the data.
struct SafetensorsHeader
{
    std::vector<TensorEntry> tensors; ///< by offset
    std::map<std::string, std::string> metadata;
};

/// Bytes of one number of a dtype; 0 for a word the format does not know.
std::size_t bytesOf(const std::string& dtype);

/// Parses the JSON of a header whose file has `dataBytes` bytes after it. Throws Error (BadInput) that names
/// `path` where the format's rules are broken: duplicate keys, holes, overlaps, sizes that do not fit shape
/// and dtype.
SafetensorsHeader parseSafetensorsHeader(std::string_view json, std::uint64_t dataBytes,
                                         const std::string& path);

/// A safetensors file in memory.
class SafetensorsFile
{
public:
    /// Throws Error (BadInput) on whatever is not a valid file; nothing is allocated beyond the file's size.
    static SafetensorsFile read(const std::filesystem::path& path);

    const std::vector<TensorEntry>& tensors() const { return m_header.tensors; }
    const std::map<std::string, std::string>& metadata() const { return m_header.metadata; }
    /// Null where there is none of this name.
    const TensorEntry* find(const std::string& name) const;
    std::span<const std::byte> bytes(const TensorEntry& entry) const;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
    SafetensorsHeader m_header;
    std::vector<std::byte> m_data;
};

/// A tensor to be written; `bytes` must stay valid until it is.
struct TensorToWrite
{
    std::string name;
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// Writes the file whole or not at all, largest numbers first so that every tensor is aligned. Adds the
/// metadata entry format = pt that other readers look for. Throws Error.
void writeSafetensors(const std::filesystem::path& path, std::vector<TensorToWrite> tensors,
                      std::map<std::string, std::string> metadata);

} // namespace saccade
