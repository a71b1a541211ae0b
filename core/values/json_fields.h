// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

namespace saccade {

/// The words that an enumeration is spelled with in files and on the command line.
template <typename E>
using Words = std::initializer_list<std::pair<E, const char*>>;

template <typename E>
std::string wordFor(E value, Words<E> words)
{
    for (const auto& [candidate, word] : words)
        if (candidate == value)
            return word;
    return {};
}

template <typename E>
E fromWord(const std::string& word, const std::string& field, Words<E> words)
{
    std::string known;
    for (const auto& [candidate, spelled] : words) {
        if (word == spelled)
            return candidate;
        known += (known.empty() ? "" : ", ") + std::string(spelled);
    }
    throw Error::badInput(field, "one of " + known, '"' + word + '"');
}

/// Reads known fields out of a JSON object; missing ones keep their defaults, unknown ones are refused.
class JsonFields
{
public:
    JsonFields(const nlohmann::json& json, std::string what)
        : m_json(json)
        , m_what(std::move(what))
    {
        if (!json.is_object())
            throw Error::badInput(m_what, "a JSON object", json.type_name());
    }

    template <typename T>
    JsonFields& read(const char* field, T& value)
    {
        m_known.emplace_back(field);
        if (!m_json.contains(field))
            return *this;
        const nlohmann::json& entry = m_json.at(field);
        bool fits = false;
        if constexpr (std::is_same_v<T, bool>)
            fits = entry.is_boolean();
        else if constexpr (std::is_same_v<T, std::uint64_t>)
            fits = entry.is_number_unsigned();
        else if constexpr (std::is_integral_v<T>)
            fits = entry.is_number_integer() &&
                   entry.template get<double>() >= double(std::numeric_limits<T>::lowest()) &&
                   entry.template get<double>() <= double(std::numeric_limits<T>::max());
        else if constexpr (std::is_floating_point_v<T>)
            fits = entry.is_number();
        else
            fits = entry.is_string();
        if (!fits)
            throw Error::badInput(m_what + "." + field, expected<T>(), found(entry));
        value = entry.template get<T>();
        return *this;
    }

    template <typename E>
    JsonFields& readWord(const char* field, E& value, Words<E> words)
    {
        std::string word = wordFor(value, words);
        read(field, word);
        value = fromWord(word, m_what + "." + field, words);
        return *this;
    }

    void refuseUnknown() const
    {
        for (const auto& [key, entry] : m_json.items())
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                throw Error::badInput(m_what, "known fields only", '"' + key + '"');
    }

private:
    template <typename T>
    static const char* expected()
    {
        if constexpr (std::is_same_v<T, bool>)
            return "true or false";
        else if constexpr (std::is_same_v<T, std::uint64_t>)
            return "a whole number, 0 or more";
        else if constexpr (std::is_integral_v<T>)
            return "a whole number";
        else if constexpr (std::is_floating_point_v<T>)
            return "a number";
        else
            return "a string";
    }

    /// Objects and lists by their type alone: writing one out recurses as deep as it is nested.
    static std::string found(const nlohmann::json& entry)
    {
        return entry.is_structured() ? entry.type_name() : entry.dump().substr(0, 60);
    }

    const nlohmann::json& m_json;
    std::string m_what;
    std::vector<std::string> m_known;
};

} // namespace saccade
