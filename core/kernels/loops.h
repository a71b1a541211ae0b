// SPDX-License-Identifier: GPL-3.0-or-later
//
// The loops themselves. Each instruction set's file includes this one into a namespace of its own, compiled
// with its own flags; so nothing here may be an inline function of another header: the linker would keep one
// copy for all, perhaps one that this processor cannot run.
// SACCADE_LANES: floats in a vector register. SACCADE_TILE_ROWS, SACCADE_TILE_VECTORS: accumulators of the
// small matrix product, as many as the registers hold.

namespace {

using saccade::kernels::AttentionShape;
using saccade::kernels::Bf16;
using Index = std::int64_t;

constexpr int Lanes = SACCADE_LANES;
typedef float Vector __attribute__((vector_size(SACCADE_LANES * 4)));
typedef std::int32_t IntVector __attribute__((vector_size(SACCADE_LANES * 4)));
typedef std::uint32_t WordVector __attribute__((vector_size(SACCADE_LANES * 4)));
typedef std::uint16_t HalfVector __attribute__((vector_size(SACCADE_LANES * 2)));

inline Vector splat(float x)
{
    return Vector{} + x;
}
inline Vector load(const float* p)
{
    Vector v;
    __builtin_memcpy(&v, p, sizeof(v));
    return v;
}
inline void store(float* p, Vector v)
{
    __builtin_memcpy(p, &v, sizeof(v));
}
inline Vector load(const Bf16* p)
{
    HalfVector half;
    __builtin_memcpy(&half, p, sizeof(half));
    return (Vector)(__builtin_convertvector(half, WordVector) << 16);
}
inline void store(Bf16* p, Vector v)
{
#if defined(__AVX512BF16__)
    const __m256bh half = _mm512_cvtneps_pbh(v); // one instruction for what follows
    __builtin_memcpy(p, &half, sizeof(half));
#else
    const WordVector bits = (WordVector)v;
    // Round to nearest even; a NaN stays one, because its quiet bit is not rounded away.
    const WordVector rounded = bits + 0x7FFF + ((bits >> 16) & 1);
    const IntVector isNumber = v == v;
    const WordVector chosen = isNumber ? rounded : (bits | 0x400000);
    const HalfVector half = __builtin_convertvector(chosen >> 16, HalfVector);
    __builtin_memcpy(p, &half, sizeof(half));
#endif
}
inline float scalar(float x)
{
    return x;
}
inline float scalar(Bf16 x)
{
    const std::uint32_t bits = std::uint32_t(x.bits) << 16;
    float result;
    __builtin_memcpy(&result, &bits, sizeof(result));
    return result;
}
inline void assign(float* p, float x)
{
    *p = x;
}
inline void assign(Bf16* p, float x)
{
    std::uint32_t bits;
    __builtin_memcpy(&bits, &x, sizeof(bits));
    p->bits = x == x ? std::uint16_t((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16)
                     : std::uint16_t((bits | 0x400000) >> 16);
}
inline float sumOf(Vector v)
{
    float sum = 0;
    for (int i = 0; i < Lanes; ++i)
        sum += v[i];
    return sum;
}
inline Vector larger(Vector a, Vector b)
{
    return a > b ? a : b;
}
inline Vector magnitude(Vector v)
{
    return (Vector)((IntVector)v & 0x7FFFFFFF);
}

/// eˣ to 2 units in the last place, for x up to 88; 0 below -87.
inline Vector exponential(Vector x)
{
    const Vector low = splat(-87.0F);
    const IntVector tooLow = x < low;
    x = x < low ? low : x;
    // x = n·ln 2 + r with |r| ≤ ln 2 / 2; rounding by the addition of a large number.
    const Vector magic = splat(12582912.0F);
    const Vector shifted = x * 1.44269504F + magic;
    const Vector n = shifted - magic;
    Vector r = x - n * 0.693359375F;
    r = r + n * 2.12194440e-4F;
    Vector p = splat(1.9875691500e-4F);
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    const Vector whole = p * r * r + r + 1.0F;
    const IntVector exponent = __builtin_convertvector(n, IntVector) << 23;
    const Vector result = (Vector)((IntVector)whole + exponent);
    return tooLow ? Vector{} : result;
}

/// Φ(x), the normal distribution function, to 1e-7 (Abramowitz and Stegun 1964, 7.1.26), and e^(-x²/2).
struct Normal
{
    Vector phi;
    Vector bell;
};
inline Normal normal(Vector x)
{
    const Vector z = magnitude(x) * 0.70710678F;
    const Vector bell = exponential(-z * z);
    const Vector t = 1.0F / (z * 0.3275911F + 1.0F);
    Vector p = splat(1.061405429F);
    p = p * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    const Vector tail = p * t * bell * 0.5F; // Φ(-|x|)
    return {x > 0.0F ? 1.0F - tail : tail, bell};
}

// ---- rows -------------------------------------------------------------------------------------------------

struct Moments
{
    float mean;
    float inverseDeviation;
};

inline Moments momentsOf(const float* x, int dim, float epsilon)
{
    Vector sums{};
    float sum = 0;
    int i = 0;
    for (; i + Lanes <= dim; i += Lanes)
        sums += load(x + i);
    for (; i < dim; ++i)
        sum += x[i];
    const float mean = (sum + sumOf(sums)) / float(dim);
    Vector squares{};
    float square = 0;
    for (i = 0; i + Lanes <= dim; i += Lanes) {
        const Vector d = load(x + i) - mean;
        squares += d * d;
    }
    for (; i < dim; ++i)
        square += (x[i] - mean) * (x[i] - mean);
    const float variance = (square + sumOf(squares)) / float(dim);
    return {mean, 1.0F / __builtin_sqrtf(variance + epsilon)};
}

template <typename T>
inline void normaliseRow(const float* x, const float* weight, const float* bias, int dim, Moments m, T* y)
{
    int i = 0;
    for (; i + Lanes <= dim; i += Lanes)
        store(y + i, (load(x + i) - m.mean) * m.inverseDeviation * load(weight + i) + load(bias + i));
    for (; i < dim; ++i)
        assign(y + i, (x[i] - m.mean) * m.inverseDeviation * weight[i] + bias[i]);
}

template <typename T>
void layerNorm(const float* x, const float* weight, const float* bias, float epsilon, int dim, Index rows,
               T* y, float* mean, float* inverseDeviation)
{
    for (Index row = 0; row < rows; ++row, x += dim, y += dim) {
        const Moments m = momentsOf(x, dim, epsilon);
        mean[row] = m.mean;
        inverseDeviation[row] = m.inverseDeviation;
        normaliseRow(x, weight, bias, dim, m, y);
    }
}

template <typename T>
inline void addRow(const float* x, const T* branch, float factor, int dim, float* sum)
{
    int i = 0;
    for (; i + Lanes <= dim; i += Lanes)
        store(sum + i, load(x + i) + load(branch + i) * factor);
    for (; i < dim; ++i)
        sum[i] = x[i] + scalar(branch[i]) * factor;
}

template <typename T>
void add(const float* x, const T* branch, const float* factors, int dim, Index rows, float* sum)
{
    for (Index row = 0; row < rows; ++row)
        addRow(x + row * dim, branch + row * dim, factors ? factors[row] : 1.0F, dim, sum + row * dim);
}

template <typename T>
void addLayerNorm(const float* x, const T* branch, const float* factors, const float* weight,
                  const float* bias, float epsilon, int dim, Index rows, float* sum, T* y, float* mean,
                  float* inverseDeviation)
{
    for (Index row = 0; row < rows; ++row, x += dim, branch += dim, sum += dim, y += dim) {
        addRow(x, branch, factors ? factors[row] : 1.0F, dim, sum);
        const Moments m = momentsOf(sum, dim, epsilon);
        mean[row] = m.mean;
        inverseDeviation[row] = m.inverseDeviation;
        normaliseRow(sum, weight, bias, dim, m, y);
    }
}

template <typename T>
void layerNormBackward(const T* outputGradient, const float* x, const float* weight, const float* mean,
                       const float* inverseDeviation, int dim, Index rows, float* gradient,
                       float* weightGradient, float* biasGradient)
{
    for (Index row = 0; row < rows; ++row, outputGradient += dim, x += dim, gradient += dim) {
        const float m = mean[row];
        const float r = inverseDeviation[row];
        Vector sums{};
        Vector products{};
        float sum = 0;
        float product = 0;
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector g = load(outputGradient + i);
            const Vector unit = (load(x + i) - m) * r;
            store(weightGradient + i, load(weightGradient + i) + g * unit);
            store(biasGradient + i, load(biasGradient + i) + g);
            const Vector weighted = g * load(weight + i);
            sums += weighted;
            products += weighted * unit;
        }
        for (; i < dim; ++i) {
            const float g = scalar(outputGradient[i]);
            const float unit = (x[i] - m) * r;
            weightGradient[i] += g * unit;
            biasGradient[i] += g;
            sum += g * weight[i];
            product += g * weight[i] * unit;
        }
        const float meanSum = (sum + sumOf(sums)) / float(dim);
        const float meanProduct = (product + sumOf(products)) / float(dim);
        for (i = 0; i + Lanes <= dim; i += Lanes) {
            const Vector unit = (load(x + i) - m) * r;
            const Vector weighted = load(outputGradient + i) * load(weight + i);
            store(gradient + i, load(gradient + i) + (weighted - meanSum - unit * meanProduct) * r);
        }
        for (; i < dim; ++i) {
            const float unit = (x[i] - m) * r;
            gradient[i] += (scalar(outputGradient[i]) * weight[i] - meanSum - unit * meanProduct) * r;
        }
    }
}

// ---- elements ---------------------------------------------------------------------------------------------

inline Vector geluOf(Vector x)
{
    return x * normal(x).phi;
}
inline Vector geluSlope(Vector x)
{
    const Normal n = normal(x);
    return n.phi + x * n.bell * 0.39894228F;
}

// Bf16 keeps 8 bits. Odd polynomials in x about ½, by least squares until the largest error is least, are
// within 2e-5 (Φ) and 3e-4 (the slope) up to |x| = 4, and cost a third.

inline Vector beyondFour(Vector x, Vector within)
{
    const Vector kept = x < -4.0F ? Vector{} : within;
    return x > 4.0F ? splat(1.0F) : kept;
}
inline Vector roughGeluOf(Vector x)
{
    const Vector t = x * x;
    Vector p = splat(-1.580710906e-09F);
    p = p * t + 1.217069559e-07F;
    p = p * t - 4.100775543e-06F;
    p = p * t + 8.066639055e-05F;
    p = p * t - 1.048198511e-03F;
    p = p * t + 9.664856690e-03F;
    p = p * t - 6.617535662e-02F;
    p = p * t + 3.988475015e-01F;
    return x * beyondFour(x, x * p + 0.5F);
}
inline Vector roughGeluSlope(Vector x)
{
    const Vector t = x * x;
    Vector p = splat(-1.641889737e-08F);
    p = p * t + 1.213757263e-06F;
    p = p * t - 3.845850497e-05F;
    p = p * t + 6.876337097e-04F;
    p = p * t - 7.687373427e-03F;
    p = p * t + 5.591462469e-02F;
    p = p * t - 2.620295878e-01F;
    p = p * t + 7.967215483e-01F;
    return beyondFour(x, x * p + 0.5F);
}

template <typename T>
constexpr bool IsRough = sizeof(T) == 2;

template <typename T>
void gelu(const T* x, Index count, T* y)
{
    const auto of = [](Vector v) { return IsRough<T> ? roughGeluOf(v) : geluOf(v); };
    Index i = 0;
    for (; i + Lanes <= count; i += Lanes)
        store(y + i, of(load(x + i)));
    for (; i < count; ++i)
        assign(y + i, of(splat(scalar(x[i])))[0]);
}

template <typename T>
void geluBackward(const T* x, int dim, Index rows, T* gradient, float* biasGradient)
{
    const auto slope = [](Vector v) { return IsRough<T> ? roughGeluSlope(v) : geluSlope(v); };
    for (Index row = 0; row < rows; ++row, x += dim, gradient += dim) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector g = load(gradient + i) * slope(load(x + i));
            store(gradient + i, g);
            store(biasGradient + i, load(biasGradient + i) + g);
        }
        for (; i < dim; ++i) {
            const float g = scalar(gradient[i]) * slope(splat(scalar(x[i])))[0];
            assign(gradient + i, g);
            biasGradient[i] += g;
        }
    }
}

template <typename T>
void castAndSum(const float* x, const float* factors, int dim, Index rows, T* y, float* sums)
{
    for (Index row = 0; row < rows; ++row, x += dim, y += dim) {
        const float factor = factors ? factors[row] : 1.0F;
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector v = load(x + i) * factor;
            store(y + i, v);
            store(sums + i, load(sums + i) + v);
        }
        for (; i < dim; ++i) {
            assign(y + i, x[i] * factor);
            sums[i] += x[i] * factor;
        }
    }
}

template <typename T>
void columnSums(const T* x, int dim, Index rows, float* sums)
{
    for (Index row = 0; row < rows; ++row, x += dim) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes)
            store(sums + i, load(sums + i) + load(x + i));
        for (; i < dim; ++i)
            sums[i] += scalar(x[i]);
    }
}

// ---- attention --------------------------------------------------------------------------------------------

/// C (rows, columns) = A · B, columns a multiple of Lanes; A's element (i, k) at a[i·down + k·right].
template <int Rows, int Vectors>
inline void productTile(int depth, const float* a, int down, int right, const float* b, int bStride, float* c,
                        int cStride)
{
    Vector sums[Rows][Vectors] = {};
    for (int k = 0; k < depth; ++k) {
        Vector line[Vectors];
        for (int v = 0; v < Vectors; ++v)
            line[v] = load(b + Index(k) * bStride + v * Lanes);
        for (int r = 0; r < Rows; ++r) {
            const float factor = a[Index(r) * down + Index(k) * right];
            for (int v = 0; v < Vectors; ++v)
                sums[r][v] += factor * line[v];
        }
    }
    for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Vectors; ++v)
            store(c + Index(r) * cStride + v * Lanes, sums[r][v]);
}

template <int Vectors>
inline void productColumns(int rows, int depth, const float* a, int down, int right, const float* b,
                           int bStride, float* c, int cStride)
{
    constexpr int Tile = SACCADE_TILE_ROWS;
    int row = 0;
    for (; row + Tile <= rows; row += Tile)
        productTile<Tile, Vectors>(depth, a + Index(row) * down, down, right, b, bStride,
                                   c + Index(row) * cStride, cStride);
    for (; row < rows; ++row)
        productTile<1, Vectors>(depth, a + Index(row) * down, down, right, b, bStride,
                                c + Index(row) * cStride, cStride);
}

inline void product(int rows, int columns, int depth, const float* a, int down, int right, const float* b,
                    int bStride, float* c, int cStride)
{
    constexpr int Most = SACCADE_TILE_VECTORS;
    int column = 0;
    for (; column + Most * Lanes <= columns; column += Most * Lanes)
        productColumns<Most>(rows, depth, a, down, right, b + column, bStride, c + column, cStride);
    for (; column < columns; column += Lanes)
        productColumns<1>(rows, depth, a, down, right, b + column, bStride, c + column, cStride);
}

inline int padded(int count)
{
    return (count + 15) / 16 * 16;
}

/// One head's rows out of (N, …): a row of `dim` at every `stride`, as floats in rows of `width`, zeros
/// behind.
template <typename T>
inline void gatherRows(const T* from, Index stride, int rows, int dim, float* to, int width)
{
    for (int row = 0; row < rows; ++row, from += stride, to += width) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes)
            store(to + i, load(from + i));
        for (; i < dim; ++i)
            to[i] = scalar(from[i]);
        for (; i < width; ++i)
            to[i] = 0;
    }
}

template <typename T>
inline void scatterRows(const float* from, int width, int rows, int dim, T* to, Index stride)
{
    for (int row = 0; row < rows; ++row, from += width, to += stride) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes)
            store(to + i, load(from + i));
        for (; i < dim; ++i)
            assign(to + i, from[i]);
    }
}

/// (rows, dim) in rows of `width` → (dim, rows) in rows of `tall`, zeros behind.
inline void transposed(const float* from, int width, int rows, int dim, float* to, int tall)
{
    for (int i = 0; i < dim; ++i) {
        int row = 0;
        for (; row < rows; ++row)
            to[Index(i) * tall + row] = from[Index(row) * width + i];
        for (; row < tall; ++row)
            to[Index(i) * tall + row] = 0;
    }
}

/// softmax(scale · row) over the first `count`, zeros behind them up to `width`.
inline void softmaxRow(float* row, int count, int width, float scale)
{
    for (int i = count; i < width; ++i)
        row[i] = -__builtin_huge_valf();
    Vector most = load(row);
    for (int i = Lanes; i < width; i += Lanes)
        most = larger(most, load(row + i));
    float peak = most[0];
    for (int i = 1; i < Lanes; ++i)
        peak = most[i] > peak ? most[i] : peak;
    Vector sums{};
    for (int i = 0; i < width; i += Lanes) {
        const Vector e = exponential((load(row + i) - peak) * scale);
        store(row + i, e);
        sums += e;
    }
    const float factor = 1.0F / sumOf(sums);
    for (int i = 0; i < width; i += Lanes)
        store(row + i, load(row + i) * factor);
}

/// Where one head's matrices lie in the scratch space.
struct HeadScratch
{
    HeadScratch(const AttentionShape& shape, float* scratch)
        : width(padded(shape.headDim))
        , tall(padded(shape.tokens))
    {
        const Index rows = Index(tall) * width;
        const Index square = Index(tall) * tall;
        q = scratch;
        k = q + rows;
        v = k + rows;
        out = v + rows;
        turned = out + rows;
        result = turned + rows;
        scores = result + rows;
        other = scores + square;
    }

    int width; ///< d, padded
    int tall;  ///< N, padded
    float* q;
    float* k;
    float* v;
    float* out;
    float* turned; ///< kᵀ or vᵀ, (d, N)
    float* result;
    float* scores; ///< (N, N)
    float* other;  ///< (N, N)
};

template <typename T>
void attention(const AttentionShape& shape, const T* qkv, Index begin, Index end, T* probabilities, T* output,
               float* scratch)
{
    const HeadScratch s(shape, scratch);
    const int n = shape.tokens;
    const int asking = shape.queries;
    const int d = shape.headDim;
    const Index dim = Index(shape.heads) * d;
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const T* at = qkv + picture * n * 3 * dim + Index(head) * d;
            gatherRows(at, 3 * dim, asking, d, s.q, s.width);
            gatherRows(at + dim, 3 * dim, n, d, s.k, s.width);
            gatherRows(at + 2 * dim, 3 * dim, n, d, s.v, s.width);
            transposed(s.k, s.width, n, d, s.turned, s.tall);
            product(asking, s.tall, d, s.q, s.width, 1, s.turned, s.tall, s.scores, s.tall);
            for (int row = 0; row < asking; ++row)
                softmaxRow(s.scores + Index(row) * s.tall, n, s.tall, shape.scale);
            scatterRows(s.scores, s.tall, asking, n,
                        probabilities + (picture * shape.heads + head) * Index(asking) * n, n);
            product(asking, s.width, n, s.scores, s.tall, 1, s.v, s.width, s.result, s.width);
            scatterRows(s.result, s.width, asking, d, output + picture * asking * dim + Index(head) * d, dim);
        }
}

template <typename T>
void attentionBackward(const AttentionShape& shape, const T* qkv, const T* probabilities,
                       const T* outputGradient, Index begin, Index end, T* qkvGradient, float* scratch)
{
    const HeadScratch s(shape, scratch);
    const int n = shape.tokens;
    const int asking = shape.queries;
    const int d = shape.headDim;
    const Index dim = Index(shape.heads) * d;
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const T* at = qkv + picture * n * 3 * dim + Index(head) * d;
            T* to = qkvGradient + picture * n * 3 * dim + Index(head) * d;
            gatherRows(at, 3 * dim, asking, d, s.q, s.width);
            gatherRows(at + dim, 3 * dim, n, d, s.k, s.width);
            gatherRows(at + 2 * dim, 3 * dim, n, d, s.v, s.width);
            gatherRows(outputGradient + picture * asking * dim + Index(head) * d, dim, asking, d, s.out,
                       s.width);
            gatherRows(probabilities + (picture * shape.heads + head) * Index(asking) * n, n, asking, n,
                       s.scores, s.tall);
            // dV = Pᵀ · dO
            product(n, s.width, asking, s.scores, 1, s.tall, s.out, s.width, s.result, s.width);
            scatterRows(s.result, s.width, n, d, to + 2 * dim, 3 * dim);
            // dP = dO · Vᵀ, then dS = P ⊙ (dP - rowsum(dP ⊙ P)) · scale
            transposed(s.v, s.width, n, d, s.turned, s.tall);
            product(asking, s.tall, d, s.out, s.width, 1, s.turned, s.tall, s.other, s.tall);
            for (int row = 0; row < asking; ++row) {
                float* g = s.other + Index(row) * s.tall;
                const float* p = s.scores + Index(row) * s.tall;
                Vector sums{};
                for (int i = 0; i < s.tall; i += Lanes)
                    sums += load(g + i) * load(p + i);
                const float sum = sumOf(sums);
                for (int i = 0; i < s.tall; i += Lanes)
                    store(g + i, (load(g + i) - sum) * load(p + i) * shape.scale);
            }
            product(n, s.width, asking, s.other, 1, s.tall, s.q, s.width, s.result, s.width); // dK = dSᵀ · Q
            scatterRows(s.result, s.width, n, d, to + dim, 3 * dim);
            product(asking, s.width, n, s.other, s.tall, 1, s.k, s.width, s.result, s.width); // dQ = dS · K
            for (int row = asking; row < n; ++row)
                for (int i = 0; i < s.width; ++i)
                    s.result[Index(row) * s.width + i] = 0; // nobody listened to what they asked
            scatterRows(s.result, s.width, n, d, to, 3 * dim);
        }
}

template <typename T>
constexpr saccade::kernels::Kernels<T> tableOf()
{
    return {layerNorm<T>,    addLayerNorm<T>, layerNormBackward<T>, add<T>,       gelu<T>,
            geluBackward<T>, castAndSum<T>,   columnSums<T>,        attention<T>, attentionBackward<T>};
}

} // namespace
