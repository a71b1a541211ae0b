// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

#include <functional>
#include <memory>

namespace saccade {

/// While it lives, what this thread asks of a CUDA device is queued on a stream of its own, as what is to be
/// recorded must be. Nothing happens for another device.
class DeviceStream
{
public:
    explicit DeviceStream(torch::Device device);
    ~DeviceStream();
    DeviceStream(const DeviceStream&) = delete;
    DeviceStream& operator=(const DeviceStream&) = delete;

private:
    struct Guard;
    std::unique_ptr<Guard> m_guard;
};

/// The kernels that some work asks a CUDA device for, recorded once and launched all at once from then on:
/// hundreds of launches become one. The work is repeated on the same memory, with the random numbers of the
/// default generator's state at the time.
class CudaGraph
{
public:
    CudaGraph();
    ~CudaGraph();
    CudaGraph(const CudaGraph&) = delete;
    CudaGraph& operator=(const CudaGraph&) = delete;

    /// Whether work of this device can be recorded: a CUDA device, and a program built with a LibTorch that
    /// has CUDA.
    static bool canRecord(torch::Device device);

    /// Records, on the thread's stream, and does nothing of it yet. `work` must have run a few times before,
    /// so that what is set up once is. It may be recorded once. Throws what LibTorch throws where something
    /// in it cannot be recorded; nothing has been done then.
    /// `neighbour`: another's memory is used again, for work of which nothing is read once the other begins.
    void record(const std::function<void()>& work, const CudaGraph* neighbour = nullptr);
    /// Queues the recorded work.
    void replay();

private:
    struct Recorded;
    std::unique_ptr<Recorded> m_recorded;
};

} // namespace saccade
