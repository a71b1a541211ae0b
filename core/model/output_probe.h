// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

#include <functional>
#include <string>

namespace saccade {

/// While it lives, receives what each part of a network that runs on this thread puts out. Networks call
/// note() behind every part; that costs nothing where no probe lives.
class OutputProbe
{
public:
    /// `name` is that of the part's parameters: "blocks.3", or "embedding" and "head" around the row of
    /// blocks.
    using Receiver = std::function<void(const std::string& name, const torch::Tensor& output)>;

    explicit OutputProbe(Receiver receiver);
    ~OutputProbe();
    OutputProbe(const OutputProbe&) = delete;
    OutputProbe& operator=(const OutputProbe&) = delete;

    static void note(const char* name, const torch::Tensor& output);
    static void note(const char* list, std::size_t place, const torch::Tensor& output);

private:
    Receiver m_receiver;
    OutputProbe* m_outer;
};

} // namespace saccade
