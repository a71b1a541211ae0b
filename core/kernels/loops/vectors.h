// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The ground of the loops in this folder. Each instruction set's file includes this one into a namespace of
// its own, compiled with its own flags; so nothing here may be an inline function of another header: the
// linker would keep one copy for all, perhaps one that this processor cannot run. SACCADE_LANES: floats in a
// vector register. SACCADE_TILE_ROWS, SACCADE_TILE_VECTORS: accumulators of the small matrix product, as many
// as the registers hold.

#include "core/kernels/kernels.h"

#include <type_traits>
#include <utility>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

/// A tile of sums is only kept in registers where all that works on it is one function.
#define SACCADE_INLINE __attribute__((always_inline))

namespace {

using saccade::kernels::AttentionShape;
using saccade::kernels::Bf16;
using Index = std::int64_t;

constexpr int Lanes = SACCADE_LANES;
typedef float Vector __attribute__((vector_size(SACCADE_LANES * 4)));
typedef std::int32_t IntVector __attribute__((vector_size(SACCADE_LANES * 4)));
typedef std::uint32_t WordVector __attribute__((vector_size(SACCADE_LANES * 4)));
typedef std::uint8_t ByteVector __attribute__((vector_size(SACCADE_LANES)));
typedef std::uint16_t HalfVector __attribute__((vector_size(SACCADE_LANES * 2)));

inline Vector splat(float x)
{
    return Vector{} + x;
}
template <int... Lane>
inline IntVector laneNumbers(std::integer_sequence<int, Lane...>)
{
    return IntVector{Lane...};
}
/// 0, 1, 2, …
inline IntVector laneNumbers()
{
    return laneNumbers(std::make_integer_sequence<int, Lanes>());
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
inline WordVector wordsOf(HalfVector half)
{
#if defined(__AVX512F__) // one instruction for what GCC makes five of
    return (WordVector)_mm512_maskz_cvtepu16_epi32(0xFFFF, (__m256i)half);
#elif defined(__AVX2__)
    return (WordVector)_mm256_cvtepu16_epi32((__m128i)half);
#else
    return __builtin_convertvector(half, WordVector);
#endif
}
inline WordVector loadWords(const Bf16* p)
{
    HalfVector half;
    __builtin_memcpy(&half, p, sizeof(half));
    return wordsOf(half);
}
inline Vector load(const Bf16* p)
{
    return (Vector)(loadWords(p) << 16);
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
inline Vector larger(Vector a, Vector b)
{
    return a > b ? a : b;
}

/// Each element beside the one `Half` further on, which comes round.
template <int Half, int... Lane>
inline Vector turned(Vector v, std::integer_sequence<int, Lane...>)
{
    return __builtin_shufflevector(v, v, (Lane ^ Half)...);
}
/// One number of all: by halves of halves, four steps where one after another would be sixteen.
template <int Half = Lanes / 2>
inline float sumOf(Vector v)
{
    v += turned<Half>(v, std::make_integer_sequence<int, Lanes>());
    if constexpr (Half > 1)
        return sumOf<Half / 2>(v);
    else
        return v[0];
}
template <int Half = Lanes / 2>
inline float largestOf(Vector v)
{
    v = larger(v, turned<Half>(v, std::make_integer_sequence<int, Lanes>()));
    if constexpr (Half > 1)
        return largestOf<Half / 2>(v);
    else
        return v[0];
}
inline Vector magnitude(Vector v)
{
    return (Vector)((IntVector)v & 0x7FFFFFFF);
}

/// A polynomial in t, the coefficient of the highest power first (Horner's rule).
template <int Count>
inline Vector polynomial(Vector t, const float (&coefficients)[Count])
{
    Vector sum = splat(coefficients[0]);
    for (int i = 1; i < Count; ++i)
        sum = sum * t + coefficients[i];
    return sum;
}

/// eˣ to 2 units in the last place, for x up to 88; 0 below -87.
SACCADE_INLINE inline Vector exponential(Vector x)
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
    const Vector p = polynomial(r, {1.9875691500e-4F, 1.3981999507e-3F, 8.3334519073e-3F, 4.1665795894e-2F,
                                    1.6666665459e-1F, 5.0000001201e-1F});
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
SACCADE_INLINE inline Normal normal(Vector x)
{
    const Vector z = magnitude(x) * 0.70710678F;
    const Vector bell = exponential(-z * z);
    const Vector t = 1.0F / (z * 0.3275911F + 1.0F);
    const Vector p = polynomial(t, {1.061405429F, -1.453152027F, 1.421413741F, -0.284496736F, 0.254829592F});
    const Vector tail = p * t * bell * 0.5F; // Φ(-|x|)
    return {x > 0.0F ? 1.0F - tail : tail, bell};
}

} // namespace
