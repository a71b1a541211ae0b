// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"

#include "core/platform/atomic_file.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>

namespace saccade {

namespace {

constexpr std::uint64_t LongestHeader = 100'000'000;

std::uint64_t readLength(std::istream& stream)
{
    std::array<unsigned char, 8> bytes{};
    stream.read(reinterpret_cast<char*>(bytes.data()), bytes.size());
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        length |= std::uint64_t(bytes[i]) << (8 * i);
    return length;
}

} // namespace

SafetensorsFile SafetensorsFile::read(const std::filesystem::path& path)
{
    const std::string name = path.string();
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure))
        throw Error::badInput(name, "a safetensors file",
                              std::filesystem::exists(path, failure) ? "something that is no file"
                                                                     : "nothing there");
    const std::uint64_t size = std::filesystem::file_size(path, failure);
    std::ifstream stream(path, std::ios::binary);
    if (failure || !stream)
        throw Error::badInput(name, "a file that can be read",
                              failure ? failure.message() : "one that cannot be");
    if (size < 8)
        throw Error::badInput(name, "a safetensors file of at least 8 bytes", std::to_string(size));
    const std::uint64_t length = readLength(stream);
    if (length > LongestHeader || length > size - 8)
        throw Error::badInput(
            name, "a header of at most " + std::to_string(std::min(LongestHeader, size - 8)) + " bytes",
            "one of " + std::to_string(length));

    std::string header(std::size_t(length), '\0');
    stream.read(header.data(), std::streamsize(length));
    SafetensorsFile file;
    file.m_path = path;
    file.m_header = parseSafetensorsHeader(header, size - 8 - length, name);
    file.m_data.resize(std::size_t(size - 8 - length));
    stream.read(reinterpret_cast<char*>(file.m_data.data()), std::streamsize(file.m_data.size()));
    if (!stream)
        throw Error::badInput(name, std::to_string(size) + " bytes",
                              "fewer: the file shrank while it was read");
    return file;
}

const TensorEntry* SafetensorsFile::find(const std::string& name) const
{
    const auto found = std::find_if(m_header.tensors.begin(), m_header.tensors.end(),
                                    [&name](const TensorEntry& entry) { return entry.name == name; });
    return found == m_header.tensors.end() ? nullptr : &*found;
}

std::span<const std::byte> SafetensorsFile::bytes(const TensorEntry& entry) const
{
    return std::span(m_data).subspan(std::size_t(entry.begin), std::size_t(entry.end - entry.begin));
}

void writeSafetensors(const std::filesystem::path& path, std::vector<TensorToWrite> tensors,
                      std::map<std::string, std::string> metadata)
{
    std::sort(tensors.begin(), tensors.end(), [](const TensorToWrite& a, const TensorToWrite& b) {
        return std::pair(bytesOf(b.dtype), a.name) < std::pair(bytesOf(a.dtype), b.name);
    });
    metadata["format"] = "pt";
    nlohmann::json header{{"__metadata__", metadata}};
    std::uint64_t offset = 0;
    for (const TensorToWrite& tensor : tensors) {
        header[tensor.name] = {{"dtype", tensor.dtype},
                               {"shape", tensor.shape},
                               {"data_offsets", {offset, offset + tensor.bytes.size()}}};
        offset += tensor.bytes.size();
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    std::string length(8, '\0');
    for (std::size_t i = 0; i < 8; ++i)
        length[i] = char((std::uint64_t(text.size()) >> (8 * i)) & 0xFF);

    AtomicFile file(path);
    file.write(length + text);
    for (const TensorToWrite& tensor : tensors)
        file.write(tensor.bytes);
    file.commit();
}

} // namespace saccade
