// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/output_probe.h"

#include <utility>

namespace saccade {

namespace {

thread_local OutputProbe* current = nullptr;

} // namespace

OutputProbe::OutputProbe(Receiver receiver)
    : m_receiver(std::move(receiver))
    , m_outer(std::exchange(current, this))
{
}

OutputProbe::~OutputProbe()
{
    current = m_outer;
}

void OutputProbe::note(const char* name, const torch::Tensor& output)
{
    if (current)
        current->m_receiver(name, output);
}

void OutputProbe::note(const char* list, std::size_t place, const torch::Tensor& output)
{
    if (current)
        current->m_receiver(std::string(list) + '.' + std::to_string(place), output);
}

} // namespace saccade
