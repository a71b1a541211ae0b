// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace saccade {

namespace {

using nlohmann::json;

constexpr int DeepestNesting = 8;

/// JSON without comments, whose objects have no key twice. nlohmann's parser keeps the last of two equal keys
/// in silence, so the keys of each open object are watched while it parses.
json parseStrictly(std::string_view text, const std::string& path)
{
    std::vector<std::set<std::string>> open;
    const json::parser_callback_t watch = [&](int depth, json::parse_event_t event, json& parsed) {
        using Event = json::parse_event_t;
        // Deep nesting is refused while it is read: whatever works through it later would recurse.
        if ((event == Event::object_start || event == Event::array_start) && depth > DeepestNesting)
            throw Error::badInput(path, "a flat JSON header",
                                  "nesting more than " + std::to_string(DeepestNesting) + " deep");
        if (event == Event::object_start) {
            open.emplace_back();
        } else if (event == Event::object_end) {
            open.pop_back();
        } else if (event == Event::key) {
            const auto name = parsed.get<std::string>();
            if (!open.back().insert(name).second)
                throw Error::badInput(path, "each name once", '"' + name + "\" twice");
        }
        return true;
    };
    // The parser takes a zero for the end of its input, whatever follows.
    if (text.find('\0') != std::string_view::npos)
        throw Error::badInput(path, "a JSON header", "one with a zero byte in it");
    json result;
    try {
        result = json::parse(text.begin(), text.end(), watch);
    } catch (const json::exception& error) {
        throw Error::badInput(path, "a JSON header", error.what());
    }
    if (!result.is_object())
        throw Error::badInput(path, "a JSON object as header", result.type_name());
    return result;
}

/// shape × dtype in bytes. Throws where the product does not fit 64 bits.
std::uint64_t sizeOf(const TensorEntry& entry, const std::string& where)
{
    std::uint64_t bytes = bytesOf(entry.dtype);
    if (bytes == 0)
        throw Error::badInput(where, "a dtype of the format", '"' + entry.dtype + '"');
    for (const std::int64_t extent : entry.shape) {
        if (extent != 0 && bytes > std::numeric_limits<std::uint64_t>::max() / std::uint64_t(extent))
            throw Error::badInput(where, "a size below 2^64 bytes", "a shape whose product overflows");
        bytes *= std::uint64_t(extent);
    }
    return bytes;
}

TensorEntry parseEntry(const std::string& name, const json& value, const std::string& path)
{
    const std::string where = path + ": tensor \"" + name + '"';
    if (!value.is_object() || value.size() != 3 || !value.contains("dtype") || !value.contains("shape") ||
        !value.contains("data_offsets"))
        throw Error::badInput(where, "dtype, shape and data_offsets",
                              value.dump(-1, ' ', true).substr(0, 80));
    const json& shape = value["shape"];
    const json& offsets = value["data_offsets"];
    const auto isSize = [](const json& number) {
        return number.is_number_unsigned() &&
               number.get<std::uint64_t>() <= std::uint64_t(std::numeric_limits<std::int64_t>::max());
    };
    if (!value["dtype"].is_string() || !shape.is_array() || !std::all_of(shape.begin(), shape.end(), isSize))
        throw Error::badInput(where, "a dtype and a list of whole numbers as shape",
                              shape.dump().substr(0, 80));
    if (!offsets.is_array() || offsets.size() != 2 || !isSize(offsets[0]) || !isSize(offsets[1]))
        throw Error::badInput(where, "two whole numbers as data_offsets", offsets.dump().substr(0, 80));

    TensorEntry entry{name, value["dtype"].get<std::string>(), shape.get<std::vector<std::int64_t>>(),
                      offsets[0].get<std::uint64_t>(), offsets[1].get<std::uint64_t>()};
    const std::uint64_t size = sizeOf(entry, where);
    if (entry.end < entry.begin || entry.end - entry.begin != size)
        throw Error::badInput(where, std::to_string(size) + " bytes (shape × dtype)",
                              "data_offsets " + offsets.dump());
    return entry;
}

std::map<std::string, std::string> parseMetadata(const json& value, const std::string& path)
{
    const std::string where = path + ": __metadata__";
    if (!value.is_object())
        throw Error::badInput(where, "an object of strings", value.type_name());
    std::map<std::string, std::string> result;
    for (const auto& [key, entry] : value.items()) {
        if (!entry.is_string())
            throw Error::badInput(where, "strings alone", '"' + key + "\" of type " + entry.type_name());
        result[key] = entry.get<std::string>();
    }
    return result;
}

} // namespace

std::size_t bytesOf(const std::string& dtype)
{
    static const std::map<std::string, std::size_t> known{
        {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E5M2", 1}, {"F8_E4M3", 1},
        {"I16", 2},  {"U16", 2}, {"F16", 2}, {"BF16", 2},    {"I32", 4},
        {"U32", 4},  {"F32", 4}, {"F64", 8}, {"I64", 8},     {"U64", 8}};
    const auto found = known.find(dtype);
    return found == known.end() ? 0 : found->second;
}

SafetensorsHeader parseSafetensorsHeader(std::string_view text, std::uint64_t dataBytes,
                                         const std::string& path)
{
    SafetensorsHeader header;
    const json parsed = parseStrictly(text, path);
    for (const auto& [name, value] : parsed.items()) {
        if (name == "__metadata__")
            header.metadata = parseMetadata(value, path);
        else
            header.tensors.push_back(parseEntry(name, value, path));
    }
    std::sort(header.tensors.begin(), header.tensors.end(), [](const TensorEntry& a, const TensorEntry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::uint64_t expected = 0;
    for (const TensorEntry& entry : header.tensors) {
        if (entry.begin != expected)
            throw Error::badInput(path + ": tensor \"" + entry.name + '"',
                                  "data from byte " + std::to_string(expected),
                                  "byte " + std::to_string(entry.begin) +
                                      (entry.begin < expected ? " (an overlap)" : " (a hole)"));
        expected = entry.end;
    }
    if (expected != dataBytes)
        throw Error::badInput(path, std::to_string(expected) + " bytes of data", std::to_string(dataBytes));
    return header;
}

} // namespace saccade
