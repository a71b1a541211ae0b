// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

// The three changes of basis of a 3 × 3 convolution by tiles of 2 × 2 outputs, F(2 × 2, 3 × 3) of Lavin and
// Gray 2016 (arXiv 1509.09308), and two ways back. Those of pictures are sums alone; filters are halved.
// Pictures are in channels-last memory.

namespace {

using saccade::kernels::TiledPicture;

/// Where a vector of what is left of `count` numbers from `next` on begins: the last one goes over some
/// again.
inline int vectorFrom(int next, int count)
{
    return next + Lanes <= count ? next : count - Lanes;
}

/// Where a tile's outputs lie.
struct TilePlace
{
    Index picture;
    int row, column;

    TilePlace(const TiledPicture& shape, Index tile)
    {
        const Index rows = (shape.height + 1) / 2;
        const Index columns = (shape.width + 1) / 2;
        picture = tile / (rows * columns);
        row = 2 * int(tile / columns % rows);
        column = 2 * int(tile % columns);
    }
    /// The first of the channels of a pixel of this tile's picture; null beside the picture.
    template <typename T>
    T* pixel(const TiledPicture& shape, T* pictures, int y, int x) const
    {
        if (y < 0 || y >= shape.height || x < 0 || x >= shape.width)
            return nullptr;
        return pictures + ((picture * shape.height + y) * shape.width + x) * shape.channels;
    }
};

template <typename T>
void winogradInput(const TiledPicture& shape, const T* x, Index begin, Index end, T* out)
{
    const Index plane = (end - begin) * shape.channels;
    for (Index tile = begin; tile < end; ++tile, out += shape.channels) {
        const TilePlace place(shape, tile);
        const T* pixels[16];
        for (int i = 0; i < 16; ++i)
            pixels[i] = place.pixel(shape, x, place.row - 1 + i / 4, place.column - 1 + i % 4);
        for (int next = 0; next < shape.channels; next += Lanes) {
            const int c = vectorFrom(next, shape.channels);
            Vector d[16];
            for (int i = 0; i < 16; ++i)
                d[i] = pixels[i] ? load(pixels[i] + c) : Vector{};
            Vector rows[16]; // Bᵀ·d
            for (int j = 0; j < 4; ++j) {
                rows[j] = d[j] - d[8 + j];
                rows[4 + j] = d[4 + j] + d[8 + j];
                rows[8 + j] = d[8 + j] - d[4 + j];
                rows[12 + j] = d[4 + j] - d[12 + j];
            }
            for (int i = 0; i < 4; ++i) { // … ·B
                const Vector* const r = rows + 4 * i;
                T* const to = out + 4 * i * plane + c;
                store(to, r[0] - r[2]);
                store(to + plane, r[1] + r[2]);
                store(to + 2 * plane, r[2] - r[1]);
                store(to + 3 * plane, r[1] - r[3]);
            }
        }
    }
}

template <typename T>
void winogradOutput(const TiledPicture& shape, const T* products, Index begin, Index end, T* y)
{
    const Index plane = (end - begin) * shape.channels;
    for (Index tile = begin; tile < end; ++tile, products += shape.channels) {
        const TilePlace place(shape, tile);
        T* pixels[4];
        for (int i = 0; i < 4; ++i)
            pixels[i] = place.pixel(shape, y, place.row + i / 2, place.column + i % 2);
        for (int next = 0; next < shape.channels; next += Lanes) {
            const int c = vectorFrom(next, shape.channels);
            Vector rows[8]; // Aᵀ·m
            for (int j = 0; j < 4; ++j) {
                const T* const m = products + j * plane + c;
                const Vector second = load(m + 4 * plane);
                const Vector third = load(m + 8 * plane);
                rows[j] = load(m) + (second + third);
                rows[4 + j] = (second - third) - load(m + 12 * plane);
            }
            for (int i = 0; i < 4; ++i) { // … ·A
                const Vector* const r = rows + i / 2 * 4;
                if (pixels[i])
                    store(pixels[i] + c, i % 2 == 0 ? r[0] + (r[1] + r[2]) : (r[1] - r[2]) - r[3]);
            }
        }
    }
}

template <typename T>
void winogradOutputBackward(const TiledPicture& shape, const T* outputGradient, Index begin, Index end,
                            T* out)
{
    const Index plane = (end - begin) * shape.channels;
    for (Index tile = begin; tile < end; ++tile, out += shape.channels) {
        const TilePlace place(shape, tile);
        const T* pixels[4];
        for (int i = 0; i < 4; ++i)
            pixels[i] = place.pixel(shape, outputGradient, place.row + i / 2, place.column + i % 2);
        for (int next = 0; next < shape.channels; next += Lanes) {
            const int c = vectorFrom(next, shape.channels);
            Vector g[4];
            for (int i = 0; i < 4; ++i)
                g[i] = pixels[i] ? load(pixels[i] + c) : Vector{};
            const Vector rows[8] = {g[0],        g[1],        g[0] + g[2], g[1] + g[3], // A·g
                                    g[0] - g[2], g[1] - g[3], -g[2],       -g[3]};
            for (int i = 0; i < 4; ++i) { // … ·Aᵀ
                const Vector* const r = rows + 2 * i;
                T* const to = out + 4 * i * plane + c;
                store(to, r[0]);
                store(to + plane, r[0] + r[1]);
                store(to + 2 * plane, r[0] - r[1]);
                store(to + 3 * plane, -r[1]);
            }
        }
    }
}

/// G·w·Gᵀ of each filter, G = (1, 0, 0; ½, ½, ½; ½, -½, ½; 0, 0, 1).
template <typename T>
void winogradFilter(const float* weight, Index inputs, int outputs, T* out)
{
    const Index plane = inputs * outputs;
    for (Index input = 0; input < inputs; ++input, weight += 9 * outputs, out += outputs)
        for (int next = 0; next < outputs; next += Lanes) {
            const int o = vectorFrom(next, outputs);
            Vector rows[12];
            for (int j = 0; j < 3; ++j) {
                const Vector w[3] = {load(weight + j * outputs + o), load(weight + (3 + j) * outputs + o),
                                     load(weight + (6 + j) * outputs + o)};
                const Vector outer = 0.5F * (w[0] + w[2]);
                const Vector inner = 0.5F * w[1];
                rows[j] = w[0];
                rows[3 + j] = outer + inner;
                rows[6 + j] = outer - inner;
                rows[9 + j] = w[2];
            }
            for (int i = 0; i < 4; ++i) {
                const Vector* const r = rows + 3 * i;
                const Vector outer = 0.5F * (r[0] + r[2]);
                const Vector inner = 0.5F * r[1];
                T* const to = out + 4 * i * plane + o;
                store(to, r[0]);
                store(to + plane, outer + inner);
                store(to + 2 * plane, outer - inner);
                store(to + 3 * plane, r[2]);
            }
        }
}

/// Gᵀ·t·G.
inline void winogradFilterBackward(const float* tiles, Index inputs, int outputs, float* gradient)
{
    const Index plane = inputs * outputs;
    for (Index input = 0; input < inputs; ++input, tiles += outputs, gradient += 9 * outputs)
        for (int next = 0; next < outputs; next += Lanes) {
            const int o = vectorFrom(next, outputs);
            Vector rows[12];
            for (int j = 0; j < 4; ++j) {
                const float* const t = tiles + j * plane + o;
                const Vector second = load(t + 4 * plane);
                const Vector third = load(t + 8 * plane);
                const Vector both = 0.5F * (second + third);
                rows[j] = load(t) + both;
                rows[4 + j] = 0.5F * (second - third);
                rows[8 + j] = both + load(t + 12 * plane);
            }
            for (int i = 0; i < 3; ++i) {
                const Vector* const r = rows + 4 * i;
                const Vector both = 0.5F * (r[1] + r[2]);
                float* const to = gradient + 3 * i * outputs + o;
                store(to, r[0] + both);
                store(to + outputs, 0.5F * (r[1] - r[2]));
                store(to + 2 * outputs, both + r[3]);
            }
        }
}

} // namespace
