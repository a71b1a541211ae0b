// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/block_rows.h"
#include "core/platform/cpu.h"

#include <algorithm>
#include <atomic>

// The matrix products of a fused block, and in which order its steps go over a batch for their sake.

namespace saccade {

/// A part of a weight matrix (outputs, inputs), fp32: rows [begin, end), and whether it is turned.
struct WeightRows
{
    const torch::Tensor& weight;
    bool isTurned; ///< as the way there takes it: inputs to outputs
    std::int64_t begin, end;

    WeightRows(const torch::Tensor& all, bool turned)
        : WeightRows(all, turned, 0, all.size(0))
    {
    }
    WeightRows(const torch::Tensor& all, bool turned, std::int64_t from, std::int64_t to)
        : weight(all)
        , isTurned(turned)
        , begin(from)
        , end(to)
    {
    }
    std::int64_t depth() const { return isTurned ? weight.size(1) : end - begin; }
    std::int64_t columns() const { return isTurned ? end - begin : weight.size(1); }
};

/// The same, (depth, columns), as the products take it.
struct BlockFactor
{
    torch::Tensor numbers; ///< panels, or LibTorch's matrix
    std::int64_t depth, columns;
};

/// Rows of numbers, one at every `stride`.
template <typename T>
struct StridedRows
{
    T* data;
    std::int64_t stride;
};

/// Products by core/kernels where those are better than LibTorch's: a thread then takes a few pictures
/// through all steps, so that what one step leaves is in its cache for the next. LibTorch's use all threads:
/// every step goes over the whole batch.
template <typename T>
class BlockProducts
{
public:
    BlockProducts(std::int64_t batch, std::int64_t dim, std::int64_t hidden)
        : m_batch(batch)
        , m_isOwn(m_kernels.timesPanels && dim % 16 == 0 && hidden % 16 == 0 && !isForMatrixUnit())
    {
    }

    /// work(const Stretch&) for all pictures. With our own products whichever thread is free takes the next,
    /// `together` at most: a core that others use too is no brake on the rest.
    template <typename Work>
    void overBatch(std::int64_t together, Work&& work) const
    {
        if (!m_isOwn)
            return work(Stretch{0, m_batch, -1, -1, 0, true});
        std::atomic<std::int64_t> taken = 0;
        const std::int64_t threads = at::get_num_threads();
        byThread([&](std::int64_t thread) {
            for (std::int64_t begin = taken; begin < m_batch;) {
                const std::int64_t end = begin + groupOf(m_batch - begin, threads, together);
                if (taken.compare_exchange_weak(begin, end)) {
                    work(Stretch{begin, end, thread, -1, thread * together, false});
                    begin = taken;
                }
            }
        });
    }
    /// The same for work that adds up: each lane has its pictures, and sums of its own, to which they are
    /// added one group after another by whichever thread; so the sums are the same in each run.
    template <typename Work>
    void byLanes(std::int64_t together, Work&& work) const
    {
        if (!m_isOwn)
            return work(Stretch{0, m_batch, -1, -1, 0, true});
        Lanes lanes(m_batch, laneCount(), together);
        byThread([&](std::int64_t thread) {
            while (const auto group = lanes.take()) {
                work(Stretch{group->begin, group->end, thread, group->lane, thread * together,
                             group->isFirst});
                lanes.giveBack(group->lane);
            }
        });
    }
    /// The same for the pictures of one stretch.
    template <typename Work>
    void within(const Stretch& all, std::int64_t together, Work&& work) const
    {
        if (!m_isOwn)
            return work(all);
        for (std::int64_t next = all.begin; next < all.end; next += together)
            work(Stretch{next, std::min(next + together, all.end), all.thread, all.lane,
                         all.local + next - all.begin, all.isFirst && next == all.begin});
    }
    /// work(begin, end, thread) for the rows of a stretch, counted from its first.
    template <typename Work>
    void over(const RowRange& rows, Work&& work) const
    {
        if (m_isOwn)
            work(std::int64_t(0), rows.count, rows.thread);
        else
            overRows(rows.count, work);
    }
    /// work(begin, end, sums) likewise, each row of `all` being the sums of a lane.
    template <typename Work>
    void withSums(const RowRange& rows, const torch::Tensor& all, Work&& work) const
    {
        if (m_isOwn)
            return work(std::int64_t(0), rows.count, rowOf(all, rows.lane));
        overRows(rows.count, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            work(begin, end, rowOf(all, share));
        });
    }
    /// Sums of so many columns for each lane, zeros.
    torch::Tensor sumsFor(std::int64_t columns) const
    {
        return at::zeros({laneCount(), columns}, torch::kFloat32);
    }
    /// A matrix with rows for the pictures that every thread has at a time.
    template <typename Number = T>
    torch::Tensor own(std::int64_t together, std::int64_t perPicture, std::int64_t columns) const
    {
        const std::int64_t pictures = m_isOwn ? at::get_num_threads() * together : m_batch;
        return emptyOf(TypeOf<Number>, {pictures * perPicture, columns});
    }

    bool areOwn() const { return m_isOwn; }

    std::vector<BlockFactor> factors(const std::vector<WeightRows>& weights) const
    {
        std::vector<BlockFactor> result;
        for (const WeightRows& rows : weights)
            result.push_back({numbersOf(rows), rows.depth(), rows.columns()});
        if (m_isOwn)
            fillPanels(weights, result);
        return result;
    }
    /// x (rows, depth) · factor + bias → y; `bias` may be undefined.
    void times(std::int64_t rows, const T* x, const BlockFactor& factor, const torch::Tensor& bias,
               T* y) const
    {
        if (m_isOwn) {
            times(rows, {x, factor.depth}, factor, bias.defined() ? dataOf<float>(bias) : nullptr,
                  {y, factor.columns});
            return;
        }
        auto result = matrixAt(y, rows, factor.columns);
        const auto left = matrixAt(x, rows, factor.depth);
        if (bias.defined())
            at::addmm_out(result, bias.to(TypeOf<T>), left, factor.numbers);
        else
            at::mm_out(result, left, factor.numbers);
    }
    /// Our own alone.
    void times(std::int64_t rows, StridedRows<const T> x, const BlockFactor& factor, const float* bias,
               StridedRows<T> y) const
    {
        m_kernels.timesPanels(x.data, x.stride, int(factor.depth), dataOf<T>(factor.numbers), bias,
                              int(factor.columns), rows, y.data, y.stride);
    }

    /// Where each lane adds up a weight's gradient (outputs, inputs); its first products are put there.
    torch::Tensor sumsOf(const torch::Tensor& weight) const
    {
        if (!m_isOwn)
            return {};
        return emptyOf(torch::kFloat32, {laneCount(), weight.size(0), weight.size(1)});
    }
    /// sums += gradientᵀ · x, of (rows, outputs) and (rows, inputs). `scratch`: see scratchFor().
    void addProducts(const RowRange& rows, const T* gradient, std::int64_t outputs, const T* x,
                     std::int64_t inputs, const torch::Tensor& scratch, torch::Tensor& sums) const
    {
        if (m_isOwn)
            addProducts(rows, {gradient, outputs}, 0, outputs, {x, inputs}, scratch, sums);
        else
            sums = matrixAt(gradient, rows.count, outputs).t().mm(matrixAt(x, rows.count, inputs));
    }
    /// The same for the rows [begin, end) of a weight; our own alone.
    void addProducts(const RowRange& rows, StridedRows<const T> gradient, std::int64_t begin,
                     std::int64_t end, StridedRows<const T> x, const torch::Tensor& scratch,
                     const torch::Tensor& sums) const
    {
        const std::int64_t outputs = sums.size(1);
        const std::int64_t inputs = sums.size(2);
        m_kernels.addOuterProducts(gradient.data, gradient.stride, int(end - begin), x.data, x.stride,
                                   int(inputs), rows.count,
                                   dataOf<T>(scratch) + rows.thread * scratch.size(1), rows.isFirst,
                                   sums.data_ptr<float>() + (rows.lane * outputs + begin) * inputs);
    }
    torch::Tensor scratchFor(std::int64_t rows, std::int64_t dim) const
    {
        if (!m_isOwn)
            return {};
        return emptyOf(TypeOf<T>, {at::get_num_threads(), kernels::outerProductScratch(rows, dim)});
    }
    torch::Tensor total(const torch::Tensor& sums) const { return m_isOwn ? sums.sum(0) : sums; }

private:
    /// Two for each of a few threads, so that there is always one to go on with; each costs memory. With our
    /// own products none is without a picture.
    std::int64_t laneCount() const
    {
        const std::int64_t threads = at::get_num_threads();
        return m_isOwn ? std::min(threads <= 4 ? 2 * threads : threads, m_batch) : threads;
    }
    template <typename Work>
    static void byThread(Work&& work)
    {
        overRows(1, [&](std::int64_t, std::int64_t, std::int64_t thread) { work(thread); });
    }
    static bool isForMatrixUnit() { return std::is_same_v<T, Bf16> && hasMatrixUnit(); }

    static torch::Tensor matrixAt(const T* data, std::int64_t rows, std::int64_t columns)
    {
        return at::from_blob(const_cast<T*>(data), {rows, columns}, torch::dtype(TypeOf<T>));
    }

    torch::Tensor numbersOf(const WeightRows& rows) const
    {
        if (m_isOwn)
            return emptyOf(TypeOf<T>, {m_kernels.panelSizes(int(rows.depth()), int(rows.columns())).numbers});
        const auto part = rows.weight.narrow(0, rows.begin, rows.end - rows.begin).to(TypeOf<T>);
        return rows.isTurned ? part.t() : part;
    }

    void fillPanels(const std::vector<WeightRows>& weights, const std::vector<BlockFactor>& factors) const
    {
        const std::int64_t shares = at::get_num_threads();
        byThread([&](std::int64_t share) {
            for (std::size_t i = 0; i < weights.size(); ++i) {
                const BlockFactor& factor = factors[i];
                const std::int64_t inputs = weights[i].weight.size(1);
                const float* const from = dataOf<float>(weights[i].weight) + weights[i].begin * inputs;
                const std::int64_t down = weights[i].isTurned ? 1 : inputs;
                const std::int64_t right = weights[i].isTurned ? inputs : 1;
                const auto fill = [&](std::int64_t begin, std::int64_t end, std::int64_t) {
                    m_kernels.panels(from, down, right, int(factor.depth), int(factor.columns), int(begin),
                                     int(end), dataOf<T>(factor.numbers));
                };
                onShare(m_kernels.panelSizes(int(factor.depth), int(factor.columns)).count, share, shares,
                        fill);
            }
        });
    }

    std::int64_t m_batch;
    const kernels::Kernels<T>& m_kernels = kernels::bestKernels<T>();
    bool m_isOwn;
};

} // namespace saccade
