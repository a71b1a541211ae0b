// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/elements.h"

// Pictures in channels-last memory: a row is one pixel's `dim` channels.

namespace {

template <typename T>
void channelMoments(const T* x, const float* pivot, int dim, Index rows, float* sums, float* squares)
{
    for (Index row = 0; row < rows; ++row, x += dim) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector d = load(x + i) - load(pivot + i);
            store(sums + i, load(sums + i) + d);
            store(squares + i, load(squares + i) + d * d);
        }
        for (; i < dim; ++i) {
            const float d = scalar(x[i]) - pivot[i];
            sums[i] += d;
            squares[i] += d * d;
        }
    }
}

template <typename T>
void channelGelu(const T* x, const float* scale, const float* shift, int dim, Index rows, T* y)
{
    const auto of = [](Vector v) { return IsRough<T> ? roughGeluOf(v) : geluOf(v); };
    for (Index row = 0; row < rows; ++row, x += dim, y += dim) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes)
            store(y + i, of(load(x + i) * load(scale + i) + load(shift + i)));
        for (; i < dim; ++i)
            assign(y + i, of(splat(scalar(x[i]) * scale[i] + shift[i]))[0]);
    }
}

template <typename T>
inline Vector channelSlope(Vector x)
{
    return IsRough<T> ? roughGeluSlope(x) : geluSlope(x);
}

template <typename T>
void channelGeluSums(const T* x, const T* outputGradient, const float* scale, const float* shift,
                     const float* pivot, int dim, Index rows, float* sums, float* products)
{
    for (Index row = 0; row < rows; ++row, x += dim, outputGradient += dim) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector v = load(x + i);
            const Vector d =
                load(outputGradient + i) * channelSlope<T>(v * load(scale + i) + load(shift + i));
            store(sums + i, load(sums + i) + d);
            store(products + i, load(products + i) + d * (v - load(pivot + i)));
        }
        for (; i < dim; ++i) {
            const float v = scalar(x[i]);
            const float d = scalar(outputGradient[i]) * channelSlope<T>(splat(v * scale[i] + shift[i]))[0];
            sums[i] += d;
            products[i] += d * (v - pivot[i]);
        }
    }
}

template <typename T>
void channelGeluBackward(const T* x, const T* outputGradient, const float* scale, const float* shift,
                         const float* constant, const float* slope, int dim, Index rows, T* gradient)
{
    for (Index row = 0; row < rows; ++row, x += dim, outputGradient += dim, gradient += dim) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes) {
            const Vector v = load(x + i);
            const Vector a = load(scale + i);
            const Vector d = load(outputGradient + i) * channelSlope<T>(v * a + load(shift + i));
            store(gradient + i, a * d - load(constant + i) - load(slope + i) * v);
        }
        for (; i < dim; ++i) {
            const float v = scalar(x[i]);
            const float d = scalar(outputGradient[i]) * channelSlope<T>(splat(v * scale[i] + shift[i]))[0];
            assign(gradient + i, scale[i] * d - constant[i] - slope[i] * v);
        }
    }
}

template <typename T>
void halve(const T* x, int width, int dim, Index rows, T* y, std::uint8_t* which)
{
    const Index below = Index(width) * dim;
    for (Index row = 0; row < rows; ++row, x += 2 * below) {
        for (Index column = 0; column < width / 2; ++column, y += dim, which += dim) {
            const T* corner = x + column * 2 * dim;
            const T* const places[4] = {corner, corner + dim, corner + below, corner + below + dim};
            int i = 0;
            for (; i + Lanes <= dim; i += Lanes) {
                Vector most = load(places[0] + i);
                IntVector at{};
                for (int k = 1; k < 4; ++k) {
                    const Vector v = load(places[k] + i);
                    const IntVector isMore = v > most;
                    most = isMore ? v : most;
                    at = isMore ? IntVector{} + k : at;
                }
                store(y + i, most);
                const ByteVector bytes = __builtin_convertvector(at, ByteVector);
                __builtin_memcpy(which + i, &bytes, sizeof(bytes));
            }
            for (; i < dim; ++i) {
                int at = 0;
                for (int k = 1; k < 4; ++k)
                    at = scalar(places[k][i]) > scalar(places[at][i]) ? k : at;
                y[i] = places[at][i];
                which[i] = std::uint8_t(at);
            }
        }
    }
}

template <typename T>
void halveBackward(const T* outputGradient, const std::uint8_t* which, int width, int dim, Index rows,
                   T* gradient)
{
    const Index below = Index(width) * dim;
    for (Index row = 0; row < rows; ++row, gradient += 2 * below) {
        for (Index column = 0; column < width / 2; ++column, outputGradient += dim, which += dim) {
            T* const corner = gradient + column * 2 * dim;
            T* const places[4] = {corner, corner + dim, corner + below, corner + below + dim};
            int i = 0;
            for (; i + Lanes <= dim; i += Lanes) {
                ByteVector bytes;
                __builtin_memcpy(&bytes, which + i, sizeof(bytes));
                const IntVector at = __builtin_convertvector(bytes, IntVector);
                const Vector g = load(outputGradient + i);
                for (int k = 0; k < 4; ++k)
                    store(places[k] + i, at == k ? g : Vector{});
            }
            for (; i < dim; ++i)
                for (int k = 0; k < 4; ++k)
                    places[k][i] = which[i] == k ? outputGradient[i] : T{};
        }
    }
}

} // namespace
