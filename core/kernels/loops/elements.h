// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

namespace {

inline Vector geluOf(Vector x)
{
    return x * normal(x).phi;
}
/// The slope of GELU, of which `n` is known already.
inline Vector geluSlope(Vector x, Normal n)
{
    return n.phi + x * n.bell * 0.39894228F;
}
inline Vector geluSlope(Vector x)
{
    return geluSlope(x, normal(x));
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
    const Vector p =
        polynomial(t, {-1.580710906e-09F, 1.217069559e-07F, -4.100775543e-06F, 8.066639055e-05F,
                       -1.048198511e-03F, 9.664856690e-03F, -6.617535662e-02F, 3.988475015e-01F});
    return x * beyondFour(x, x * p + 0.5F);
}
inline Vector roughGeluSlope(Vector x)
{
    const Vector t = x * x;
    const Vector p =
        polynomial(t, {-1.641889737e-08F, 1.213757263e-06F, -3.845850497e-05F, 6.876337097e-04F,
                       -7.687373427e-03F, 5.591462469e-02F, -2.620295878e-01F, 7.967215483e-01F});
    return beyondFour(x, x * p + 0.5F);
}

template <typename T>
constexpr bool IsRough = sizeof(T) == 2;

template <bool WithSlope, typename T>
inline void geluAnd(const T* x, Index count, T* y, T* slope)
{
    const auto both = [=](Vector v, auto&& put) {
        if constexpr (IsRough<T>) {
            put(roughGeluOf(v), WithSlope ? roughGeluSlope(v) : v);
        } else {
            const Normal n = normal(v);
            put(v * n.phi, WithSlope ? geluSlope(v, n) : v);
        }
    };
    Index i = 0;
    for (; i + Lanes <= count; i += Lanes)
        both(load(x + i), [=](Vector value, Vector derivative) {
            store(y + i, value);
            if constexpr (WithSlope)
                store(slope + i, derivative);
        });
    for (; i < count; ++i)
        both(splat(scalar(x[i])), [=](Vector value, Vector derivative) {
            assign(y + i, value[0]);
            if constexpr (WithSlope)
                assign(slope + i, derivative[0]);
        });
}

template <typename T>
void gelu(const T* x, Index count, T* y, T* slope)
{
    if (slope)
        geluAnd<true>(x, count, y, slope);
    else
        geluAnd<false>(x, count, y, slope);
}

template <typename T>
void relu(const T* x, Index count, T* y, T* slope)
{
    Index i = 0;
    for (; i + Lanes <= count; i += Lanes) {
        const Vector v = load(x + i);
        store(y + i, v > 0.0F ? v : Vector{});
        if (slope)
            store(slope + i, v > 0.0F ? splat(1.0F) : Vector{});
    }
    for (; i < count; ++i) {
        const float v = scalar(x[i]);
        assign(y + i, v > 0.0F ? v : 0.0F);
        if (slope)
            assign(slope + i, v > 0.0F ? 1.0F : 0.0F);
    }
}

template <typename T>
void slopeBackward(const T* slope, int dim, Index rows, T* gradient, float* biasGradient)
{
    for (Index row = 0; row < rows; ++row, slope += dim, gradient += dim) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector g = load(gradient + i) * load(slope + i);
            store(gradient + i, g);
            store(biasGradient + i, load(biasGradient + i) + g);
        }
        for (; i < dim; ++i) {
            const float g = scalar(gradient[i]) * scalar(slope[i]);
            assign(gradient + i, g);
            biasGradient[i] += g;
        }
    }
}

template <bool WithSums, typename T>
inline void castRows(const float* x, const float* factors, int dim, Index rows, T* y, float* sums)
{
    for (Index row = 0; row < rows; ++row, x += dim, y += dim) {
        const float factor = factors ? factors[row] : 1.0F;
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector v = load(x + i) * factor;
            store(y + i, v);
            if constexpr (WithSums)
                store(sums + i, load(sums + i) + v);
        }
        for (; i < dim; ++i) {
            assign(y + i, x[i] * factor);
            if constexpr (WithSums)
                sums[i] += x[i] * factor;
        }
    }
}

template <typename T>
void castAndSum(const float* x, const float* factors, int dim, Index rows, T* y, float* sums)
{
    if (sums)
        castRows<true>(x, factors, dim, rows, y, sums);
    else
        castRows<false>(x, factors, dim, rows, y, sums);
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

template <typename T>
void addRows(const T* x, Index xStride, int dim, Index rows, T* y, Index yStride)
{
    for (Index row = 0; row < rows; ++row, x += xStride, y += yStride) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes)
            store(y + i, load(y + i) + load(x + i));
        for (; i < dim; ++i)
            assign(y + i, scalar(y[i]) + scalar(x[i]));
    }
}

} // namespace
