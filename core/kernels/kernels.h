// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/instruction_set.h"

#include <cstdint>

/// The inner loops of training on a CPU, compiled once for each instruction set that pays and chosen by CPUID
/// when first asked for. Each works on a range of rows, so that the caller can share them out among threads;
/// sums over rows go to buffers of the caller's own, so that the result does not depend on which thread was
/// first. `T` is what activations are stored as: float or Bf16. Arithmetic is fp32 everywhere, but for
/// products where the processor multiplies pairs of bf16 numbers itself: fp32 sums of bf16 products.
namespace saccade::kernels {

/// A bfloat16 number: the upper half of a float, rounded to nearest even.
struct Bf16
{
    std::uint16_t bits;
};

/// What one attention layer works on: B pictures of N tokens, H heads of d numbers each, D = H·d. Only the
/// first Q tokens ask: in the last layer of a model that reads its CLS token alone, nobody needs the others'
/// answers.
struct AttentionShape
{
    int tokens = 0;  ///< N
    int queries = 0; ///< Q, at most N
    int heads = 0;   ///< H
    int headDim = 0; ///< d
    float scale = 1; ///< of the scores, 1 / √d
};

/// Pictures (B, H, W, C) cut into tiles of 2 × 2 pixels, picture by picture and row by row; the last of a row
/// or column may reach out of the picture. C is at least sixteen.
struct TiledPicture
{
    int height = 0;
    int width = 0;
    int channels = 0;
};

/// Which numbers dropout keeps (Srivastava et al. 2014): a function of the seed and of a number's place in
/// its matrix alone, the same on every processor and with any number of threads.
struct Dropout
{
    /// `chance`: of being dropped, below 1.
    Dropout(double chance, std::uint64_t seed);

    std::uint64_t seed;
    std::uint32_t threshold; ///< the chance, of 2³²
    float scale;             ///< of what is kept
};

/// A matrix in the order in which products read it: so many panels, of so many numbers together.
struct PanelSizes
{
    int count;
    std::int64_t numbers;
};

template <typename T>
struct Kernels
{
    /// Layer normalisation of rows of `dim`: x → y, and each row's mean and 1 / deviation for the way back.
    void (*layerNorm)(const float* x, const float* weight, const float* bias, float epsilon, int dim,
                      std::int64_t rows, T* y, float* mean, float* inverseDeviation);
    /// sum = x + factor · branch, then layer normalisation of the sum; `sum` may be x. `factors` has one a
    /// row; null: 1.
    void (*addLayerNorm)(const float* x, const T* branch, const float* factors, const float* weight,
                         const float* bias, float epsilon, int dim, std::int64_t rows, float* sum, T* y,
                         float* mean, float* inverseDeviation);
    /// gradient = before + the gradient of layerNorm's input, from that of its output; `before` may be
    /// `gradient`, or null: zeros. Adds to weightGradient and biasGradient (dim).
    void (*layerNormBackward)(const T* outputGradient, const float* x, const float* weight, const float* mean,
                              const float* inverseDeviation, int dim, std::int64_t rows, const float* before,
                              float* gradient, float* weightGradient, float* biasGradient);
    /// sum = x + factor · branch, `factors` as above.
    void (*add)(const float* x, const T* branch, const float* factors, int dim, std::int64_t rows,
                float* sum);
    /// y = x · Φ(x), the Gaussian error linear unit (Hendrycks and Gimpel 2016, arXiv 1606.08415), and its
    /// derivative, `slope`, unless that is null; either may be x.
    void (*gelu)(const T* x, std::int64_t count, T* y, T* slope);
    /// y = max(x, 0), and its derivative, as above.
    void (*relu)(const T* x, std::int64_t count, T* y, T* slope);
    /// The numbers from `place` of a matrix on, in place: x · scale, or 0. The same of `other`, unless that
    /// is null.
    void (*dropout)(const Dropout& dropout, std::int64_t place, std::int64_t count, T* x, T* other);
    /// gradient *= slope, in place; adds the columns' sums to biasGradient (dim).
    void (*slopeBackward)(const T* slope, int dim, std::int64_t rows, T* gradient, float* biasGradient);
    /// y = factor · x as T, `factors` as above; adds the columns' sums of y to `sums` (dim), unless that is
    /// null.
    void (*castAndSum)(const float* x, const float* factors, int dim, std::int64_t rows, T* y, float* sums);
    /// Adds the columns' sums of x to `sums` (dim).
    void (*columnSums)(const T* x, int dim, std::int64_t rows, float* sums);
    /// y += x, rows of `dim` numbers at every xStride and yStride.
    void (*addRows)(const T* x, std::int64_t xStride, int dim, std::int64_t rows, T* y, std::int64_t yStride);
    /// Pictures [begin, end): qkv (B, N, 3, H, d) → probabilities (B, H, Q, N) and output (B, Q, H, d).
    /// `scratch` has attentionScratch() floats.
    void (*attention)(const AttentionShape& shape, const T* qkv, std::int64_t begin, std::int64_t end,
                      T* probabilities, T* output, float* scratch);
    /// The way back: outputGradient (B, Q, H, d) → qkvGradient (B, N, 3, H, d).
    void (*attentionBackward)(const AttentionShape& shape, const T* qkv, const T* probabilities,
                              const T* outputGradient, std::int64_t begin, std::int64_t end, T* qkvGradient,
                              float* scratch);

    // Where the first token alone asks, no keys and values are needed: a head's scores are (Wkᵀ·q)·x of the
    // tokens x themselves, and its answer is Wv times their mean. D is a multiple of sixteen; `scratch` has
    // attentionOfOneScratch() floats.

    /// x (B, N, D) and asked (B, H, D), which is Wkᵀ·q → probabilities (B, H, N), means (B, H, D).
    void (*attentionOfOne)(const AttentionShape& shape, const T* x, const T* asked, std::int64_t begin,
                           std::int64_t end, T* probabilities, T* means, float* scratch);
    /// The way back: the means' gradient → xGradient (B, N, D), askedGradient (B, H, D).
    void (*attentionOfOneBackward)(const AttentionShape& shape, const T* x, const T* asked,
                                   const T* probabilities, const T* meansGradient, std::int64_t begin,
                                   std::int64_t end, T* xGradient, T* askedGradient, float* scratch);

    // Matrix products, of factors whose widths are multiples of sixteen. Null where LibTorch's are better:
    // where there are no wide registers, or bf16 numbers are not multiplied as pairs.

    /// How a matrix (depth, columns) is laid out for timesPanels().
    PanelSizes (*panelSizes)(int depth, int columns);
    /// The panels [begin, end) of a matrix whose (k, c) is at weight[k·down + c·right], one of the two 1, to
    /// their places in `out`.
    void (*panels)(const float* weight, std::int64_t down, std::int64_t right, int depth, int columns,
                   int begin, int end, T* out);
    /// x (rows, depth) times such a matrix, plus `bias` (columns) unless it is null → y (rows, columns);
    /// their rows begin at every xStride and yStride numbers.
    void (*timesPanels)(const T* x, std::int64_t xStride, int depth, const T* panels, const float* bias,
                        int columns, std::int64_t rows, T* y, std::int64_t yStride);
    /// sums (xColumns, yColumns) += xᵀ · y, of x (rows, xColumns) and y (rows, yColumns), strides as above;
    /// where these are the first, sums = xᵀ · y. `scratch` has outerProductScratch() numbers.
    void (*addOuterProducts)(const T* x, std::int64_t xStride, int xColumns, const T* y, std::int64_t yStride,
                             int yColumns, std::int64_t rows, T* scratch, bool areFirst, float* sums);

    // Below, a row is one pixel of `dim` channels, and what is said of a channel has dim numbers.

    /// Adds each channel's Σ (x - pivot) and Σ (x - pivot)² over the rows.
    void (*channelMoments)(const T* x, const float* pivot, int dim, std::int64_t rows, float* sums,
                           float* squares);
    /// y = gelu(scale · x + shift).
    void (*channelGelu)(const T* x, const float* scale, const float* shift, int dim, std::int64_t rows, T* y);
    /// With d = outputGradient · gelu'(scale · x + shift): adds each channel's Σ d and Σ d (x - pivot).
    void (*channelGeluSums)(const T* x, const T* outputGradient, const float* scale, const float* shift,
                            const float* pivot, int dim, std::int64_t rows, float* sums, float* products);
    /// gradient = scale · d - constant - slope · x, with d as above.
    void (*channelGeluBackward)(const T* x, const T* outputGradient, const float* scale, const float* shift,
                                const float* constant, const float* slope, int dim, std::int64_t rows,
                                T* gradient);
    /// The greatest of each 2 × 2 pixels, and which it was: 0 and 1 above, 2 and 3 below, the first of equal
    /// ones. x (2 · rows, width, dim), width even → y, which (rows, width / 2, dim).
    void (*halve)(const T* x, int width, int dim, std::int64_t rows, T* y, std::uint8_t* which);
    /// The way back: the gradient of y to where the greatest was, 0 elsewhere.
    void (*halveBackward)(const T* outputGradient, const std::uint8_t* which, int width, int dim,
                          std::int64_t rows, T* gradient);

    // What stands around the products of a 3 × 3 convolution with a border of zeros, by tiles
    // (core/model/winograd.h). Each works on the tiles [begin, end); `tiles` is (16, end - begin, C).

    /// The 4 × 4 pixels that each tile's outputs are made of → tiles.
    void (*winogradInput)(const TiledPicture& shape, const T* x, std::int64_t begin, std::int64_t end,
                          T* tiles);
    /// Tiles → the 2 × 2 outputs of each.
    void (*winogradOutput)(const TiledPicture& shape, const T* tiles, std::int64_t begin, std::int64_t end,
                           T* y);
    /// The way back of winogradOutput.
    void (*winogradOutputBackward)(const TiledPicture& shape, const T* outputGradient, std::int64_t begin,
                                   std::int64_t end, T* tiles);
    /// Filters (inputs, 3, 3, outputs) → (16, inputs, outputs); at least sixteen outputs.
    void (*winogradFilter)(const float* weight, std::int64_t inputs, int outputs, T* tiles);
    /// The way back of winogradFilter, in fp32.
    void (*winogradFilterBackward)(const float* tiles, std::int64_t inputs, int outputs, float* gradient);
};

/// Floats of scratch space that a thread needs for attention of this shape.
std::int64_t attentionScratch(const AttentionShape& shape);
std::int64_t attentionOfOneScratch(const AttentionShape& shape);
/// Numbers of scratch space that addOuterProducts() needs where the narrower factor has so many columns.
std::int64_t outerProductScratch(std::int64_t rows, std::int64_t columns);

/// The kernels for a set that this processor has.
template <typename T>
const Kernels<T>& kernelsFor(InstructionSet set);
/// Those for the best of them that it may use.
template <typename T>
const Kernels<T>& bestKernels();

} // namespace saccade::kernels
