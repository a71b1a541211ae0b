// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/winograd.h"

#include "core/model/kernel_rows.h"
#include "core/platform/cpu.h"

#include <algorithm>
#include <vector>

namespace saccade {

namespace {

using kernels::TiledPicture;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t Places = 16; // of a tile of 4 × 4

/// Tiles that are worked on together, so that what is between two steps stays in the core's cache. Odd: else
/// the sixteen matrices begin at addresses that want the same places in it.
constexpr std::int64_t ForwardTiles = 255;
/// Of the filter's gradient, for which what is summed up is larger than the tiles.
constexpr std::int64_t GradientTiles = 511;

/// (outputs, C, 3, 3) fp32 → (16, C, outputs) bf16.
torch::Tensor filterTiles(const torch::Tensor& weight)
{
    const std::int64_t outputs = weight.size(0);
    const std::int64_t inputs = weight.size(1);
    const auto lines = weight.reshape({outputs, inputs * 9}).t().contiguous(); // (C · 9, outputs)
    const auto tiles = emptyOf(torch::kBFloat16, {Places, inputs, outputs});
    kernels::bestKernels<Bf16>().winogradFilter(dataOf<float>(lines), inputs, int(outputs),
                                                dataOf<Bf16>(tiles));
    return tiles;
}

/// (16, C, outputs) fp32 → (outputs, C, 3, 3): the way back.
torch::Tensor filterGradient(const torch::Tensor& tiles)
{
    const std::int64_t inputs = tiles.size(1);
    const std::int64_t outputs = tiles.size(2);
    const auto lines = emptyOf(torch::kFloat32, {inputs * 9, outputs});
    kernels::bestKernels<Bf16>().winogradFilterBackward(dataOf<float>(tiles), inputs, int(outputs),
                                                        dataOf<float>(lines));
    return lines.t().contiguous().view({outputs, inputs, 3, 3});
}

/// The filter that the gradient goes back by: from outputs to inputs, turned by half a turn, which swaps the
/// first and the last of each four places. (16, C, outputs) → (16, outputs, C).
torch::Tensor turned(const torch::Tensor& tiles)
{
    static const auto Order = torch::tensor({15, 13, 14, 12, 7, 5, 6, 4, 11, 9, 10, 8, 3, 1, 2, 0});
    return tiles.index_select(0, Order).transpose(1, 2);
}

/// Pictures and what of them is worked on.
struct Tiled
{
    explicit Tiled(const torch::Tensor& x)
        : shape{int(x.size(2)), int(x.size(3)), int(x.size(1))}
        , count(x.size(0) * ((x.size(2) + 1) / 2) * ((x.size(3) + 1) / 2))
        , data(dataOf<Bf16>(x))
    {
    }
    TiledPicture shape;
    std::int64_t count; ///< tiles
    Bf16* data;
};

/// Room for so many tiles, which is used again and again.
class TileRoom
{
public:
    TileRoom(std::int64_t tiles, std::int64_t channels)
        : m_channels(channels)
        , m_room(emptyOf(torch::kBFloat16, {Places * tiles * channels}))
    {
    }
    /// (16, tiles, channels).
    torch::Tensor first(std::int64_t tiles) const
    {
        return m_room.narrow(0, 0, Places * tiles * m_channels).view({Places, tiles, m_channels});
    }

    Bf16* data() const { return dataOf<Bf16>(m_room); }

private:
    std::int64_t m_channels;
    torch::Tensor m_room;
};

/// Each thread has a share of the tiles, which it goes through in pieces of at most `most`: before(begin,
/// end, share) on all threads, products(begin, end, share) of one share after the other on this one, after(…)
/// on all. LibTorch 2.6's products answer wrong where two threads ask for them at a time.
template <typename Before, typename Products, typename After>
void inRounds(std::int64_t tiles, std::int64_t most, Before&& before, Products&& products, After&& after)
{
    const std::int64_t shares = at::get_num_threads(); // overRows's
    const std::int64_t longest = (tiles + shares - 1) / shares;
    for (std::int64_t done = 0; done < longest; done += most) {
        const auto piece = [&](auto& work) {
            return [&work, done, most](std::int64_t first, std::int64_t last, std::int64_t share) {
                const std::int64_t begin = std::min(first + done, last);
                if (begin < last)
                    work(begin, std::min(begin + most, last), share);
            };
        };
        overRows(tiles, piece(before));
        for (std::int64_t share = 0; share < shares; ++share)
            onShare(tiles, share, shares, piece(products));
        overRows(tiles, piece(after));
    }
}

std::vector<TileRoom> roomsFor(std::int64_t tiles, std::int64_t channels)
{
    std::vector<TileRoom> rooms;
    for (int share = 0; share < at::get_num_threads(); ++share)
        rooms.emplace_back(tiles, channels);
    return rooms;
}

/// The convolution of x with filter tiles (16, C, outputs).
torch::Tensor convolved(const torch::Tensor& x, const torch::Tensor& filter)
{
    const auto y = at::empty({x.size(0), filter.size(2), x.size(2), x.size(3)}, x.options(),
                             at::MemoryFormat::ChannelsLast);
    const Tiled from(x);
    const Tiled to(y);
    const auto inputs = roomsFor(ForwardTiles, from.shape.channels);
    const auto outputs = roomsFor(ForwardTiles, to.shape.channels);
    const auto& k = kernels::bestKernels<Bf16>();
    using Tile = std::int64_t;
    inRounds(
        from.count, ForwardTiles,
        [&](Tile begin, Tile end, std::int64_t share) {
            k.winogradInput(from.shape, from.data, begin, end, inputs[std::size_t(share)].data());
        },
        [&](Tile begin, Tile end, std::int64_t share) {
            auto out = outputs[std::size_t(share)].first(end - begin);
            at::bmm_out(out, inputs[std::size_t(share)].first(end - begin), filter);
        },
        [&](Tile begin, Tile end, std::int64_t share) {
            k.winogradOutput(to.shape, outputs[std::size_t(share)].data(), begin, end, to.data);
        });
    return y;
}

/// (outputs, C, 3, 3) fp32.
torch::Tensor weightGradient(const torch::Tensor& x, const torch::Tensor& outputGradient)
{
    const Tiled from(x);
    const Tiled to(outputGradient);
    const auto inputs = roomsFor(GradientTiles, from.shape.channels);
    const auto outputs = roomsFor(GradientTiles, to.shape.channels);
    const std::int64_t rows = Places * from.shape.channels;
    const auto sums = at::zeros({Places, from.shape.channels, to.shape.channels}, torch::kFloat32);
    auto products = emptyOf(torch::kBFloat16, {Places, from.shape.channels, to.shape.channels});
    const auto& k = kernels::bestKernels<Bf16>();
    using Tile = std::int64_t;
    inRounds(
        from.count, GradientTiles,
        [&](Tile begin, Tile end, std::int64_t share) {
            k.winogradInput(from.shape, from.data, begin, end, inputs[std::size_t(share)].data());
            k.winogradOutputBackward(to.shape, to.data, begin, end, outputs[std::size_t(share)].data());
        },
        [&](Tile begin, Tile end, std::int64_t share) {
            at::bmm_out(products, inputs[std::size_t(share)].first(end - begin).transpose(1, 2),
                        outputs[std::size_t(share)].first(end - begin));
            overRows(rows, [&](std::int64_t first, std::int64_t last, std::int64_t) {
                auto* const sum = dataOf<float>(sums) + first * to.shape.channels;
                k.add(sum, dataOf<Bf16>(products) + first * to.shape.channels, nullptr, to.shape.channels,
                      last - first, sum);
            });
        },
        [](Tile, Tile, std::int64_t) {});
    return filterGradient(sums);
}

class WinogradConvolution : public torch::autograd::Function<WinogradConvolution>
{
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight)
    {
        const auto filter = filterTiles(weight.detach());
        context->save_for_backward({x, filter});
        return convolved(x, filter);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto outputGradient = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
        return {convolved(outputGradient, turned(saved[1])), weightGradient(saved[0], outputGradient)};
    }
};

} // namespace

bool isWinogradFaster(const torch::Tensor& x, const torch::Tensor& weight)
{
    constexpr std::int64_t Fewest = 32;  // channels: of fewer, the sums take what the products save
    constexpr std::int64_t Smallest = 4; // pixels: of less, too much of a tile is border
    const auto areTiles = [](std::int64_t side) { return side >= Smallest && side % 2 == 0; };
    return x.device().is_cpu() && x.scalar_type() == torch::kBFloat16 && weight.size(0) >= Fewest &&
           weight.size(1) >= Fewest && areTiles(x.size(2)) && areTiles(x.size(3)) &&
           instructionSet() == InstructionSet::Avx512Bf16 && !hasMatrixUnit();
}

torch::Tensor winogradConvolution(const torch::Tensor& x, const torch::Tensor& weight)
{
    return WinogradConvolution::apply(x.contiguous(at::MemoryFormat::ChannelsLast), weight);
}

} // namespace saccade
