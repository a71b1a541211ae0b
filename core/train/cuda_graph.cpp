// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/cuda_graph.h"

#include "core/values/error.h"

#ifdef SACCADE_CUDA
#include <ATen/Context.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAGuard.h>
#include <torch/version.h>
#endif

namespace saccade {

#ifdef SACCADE_CUDA

struct DeviceStream::Guard
{
    explicit Guard(torch::Device device)
        : stream(c10::cuda::getStreamFromPool(/*isHighPriority=*/false, device.index()))
    {
        at::globalContext().setAllowTF32CuDNN(false); // fp32 means fp32: convolutions had 10 bits else
        at::globalContext().setBenchmarkCuDNN(true);  // the fastest of its convolutions
    }
    c10::cuda::CUDAStreamGuard stream;
};

struct CudaGraph::Recorded
{
    at::cuda::CUDAGraph graph;
};

namespace {

using Memory = decltype(std::declval<at::cuda::CUDAGraph>().pool());

void begin(at::cuda::CUDAGraph& graph, Memory pool)
{
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1)
    // Only what this thread asks for is recorded: others may use the device meanwhile.
    graph.capture_begin(pool, cudaStreamCaptureModeThreadLocal);
#else
    graph.capture_begin(pool);
#endif
}

} // namespace

bool CudaGraph::canRecord(torch::Device device)
{
    return device.is_cuda();
}

void CudaGraph::record(const std::function<void()>& work, const CudaGraph* neighbour)
{
    m_recorded = std::make_unique<Recorded>();
    at::cuda::CUDAGraph& graph = m_recorded->graph;
    begin(graph, neighbour ? neighbour->m_recorded->graph.pool() : Memory{0, 0});
    try {
        work();
        graph.capture_end();
    } catch (...) {
        try {
            graph.capture_end(); // or the device takes no more work
        } catch (const c10::Error&) {
        }
        throw;
    }
}

void CudaGraph::replay()
{
    m_recorded->graph.replay();
}

#else

struct DeviceStream::Guard
{
    explicit Guard(torch::Device) {}
};

struct CudaGraph::Recorded
{
};

bool CudaGraph::canRecord(torch::Device)
{
    return false;
}

void CudaGraph::record(const std::function<void()>&, const CudaGraph*)
{
    throw Error("this program was built with a LibTorch that has no CUDA");
}

void CudaGraph::replay()
{
}

#endif

DeviceStream::DeviceStream(torch::Device device)
    : m_guard(CudaGraph::canRecord(device) ? std::make_unique<Guard>(device) : nullptr)
{
}

DeviceStream::~DeviceStream() = default;

CudaGraph::CudaGraph() = default;

CudaGraph::~CudaGraph() = default;

} // namespace saccade
