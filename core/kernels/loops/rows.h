// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

namespace {

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

template <bool WithBefore, typename T>
inline void rowsBackward(const T* outputGradient, const float* x, const float* weight, const float* mean,
                         const float* inverseDeviation, int dim, Index rows, const float* before,
                         float* gradient, float* weightGradient, float* biasGradient)
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
            const Vector own = (weighted - meanSum - unit * meanProduct) * r;
            store(gradient + i, WithBefore ? load(before + i) + own : own);
        }
        for (; i < dim; ++i) {
            const float unit = (x[i] - m) * r;
            const float own = (scalar(outputGradient[i]) * weight[i] - meanSum - unit * meanProduct) * r;
            gradient[i] = WithBefore ? before[i] + own : own;
        }
        if constexpr (WithBefore)
            before += dim;
    }
}

template <typename T>
void layerNormBackward(const T* outputGradient, const float* x, const float* weight, const float* mean,
                       const float* inverseDeviation, int dim, Index rows, const float* before,
                       float* gradient, float* weightGradient, float* biasGradient)
{
    if (before)
        rowsBackward<true>(outputGradient, x, weight, mean, inverseDeviation, dim, rows, before, gradient,
                           weightGradient, biasGradient);
    else
        rowsBackward<false>(outputGradient, x, weight, mean, inverseDeviation, dim, rows, before, gradient,
                            weightGradient, biasGradient);
}

} // namespace
