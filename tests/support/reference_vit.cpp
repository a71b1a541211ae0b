// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/reference_vit.h"

#include <cmath>

namespace saccade::test {

namespace {

ReferenceVit::Numbers sum(const ReferenceVit::Numbers& a, const ReferenceVit::Numbers& b)
{
    ReferenceVit::Numbers result(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        result[i] = a[i] + b[i];
    return result;
}

} // namespace

ReferenceVit::Numbers ReferenceVit::linear(const std::string& name, const Numbers& x) const
{
    Numbers y = weight(name + ".bias");
    const Numbers& matrix = weight(name + ".weight");
    for (std::size_t out = 0; out < y.size(); ++out)
        for (std::size_t in = 0; in < x.size(); ++in)
            y[out] += matrix[out * x.size() + in] * x[in];
    return y;
}

ReferenceVit::Numbers ReferenceVit::normalise(const std::string& name, const Numbers& x) const
{
    double mean = 0;
    for (const double value : x)
        mean += value / double(x.size());
    double variance = 0;
    for (const double value : x)
        variance += (value - mean) * (value - mean) / double(x.size());
    Numbers y = weight(name + ".bias");
    for (std::size_t i = 0; i < x.size(); ++i)
        y[i] += weight(name + ".weight")[i] * (x[i] - mean) / std::sqrt(variance + m_spec.normEpsilon);
    return y;
}

/// Of CLS (place 0, where there is one) and of the patches behind it.
ReferenceVit::Numbers ReferenceVit::position(int place) const
{
    const auto width = std::size_t(m_spec.dim);
    if (m_spec.positions == Positions::Learned) {
        const auto begin = weight("pos_embed").begin() + std::ptrdiff_t(width) * place;
        return {begin, begin + std::ptrdiff_t(width)};
    }
    Numbers waves(width, 0.0);
    const int patch = place - (m_spec.pooling == Pooling::Cls ? 1 : 0);
    if (patch < 0)
        return waves;
    const std::size_t quarter = width / 4;
    const double row = patch / m_spec.gridSide();
    const double column = patch % m_spec.gridSide();
    for (std::size_t i = 0; i < quarter; ++i) {
        const double frequency = 1.0 / std::pow(10000.0, double(i) / double(quarter));
        waves[i] = std::sin(column * frequency);
        waves[quarter + i] = std::cos(column * frequency);
        waves[2 * quarter + i] = std::sin(row * frequency);
        waves[3 * quarter + i] = std::cos(row * frequency);
    }
    return waves;
}

ReferenceVit::Tokens ReferenceVit::patches(const Numbers& picture) const
{
    const int side = m_spec.imageSize;
    const int patch = m_spec.patchSize;
    Tokens tokens;
    for (int row = 0; row < m_spec.gridSide(); ++row)
        for (int column = 0; column < m_spec.gridSide(); ++column) {
            Numbers pixels;
            for (int channel = 0; channel < 3; ++channel)
                for (int y = 0; y < patch; ++y)
                    for (int x = 0; x < patch; ++x)
                        pixels.push_back(picture[std::size_t((channel * side + row * patch + y) * side +
                                                             column * patch + x)]);
            tokens.push_back(linear("patch_embed.proj", pixels));
        }
    return tokens;
}

ReferenceVit::Tokens ReferenceVit::stem(const Numbers& picture) const
{
    int side = m_spec.imageSize;
    Tokens pixels; // of the feature map, row by row, each with its channels
    for (int i = 0; i < side * side; ++i)
        pixels.push_back({picture[std::size_t(i)], picture[std::size_t(side * side + i)],
                          picture[std::size_t(2 * side * side + i)]});
    for (int stage = 0; side > m_spec.gridSide(); ++stage) {
        const std::string name = "patch_embed.backbone." + std::to_string(stage);
        const Numbers& kernel = weight(name + ".conv.weight"); // (outputs, inputs, 3, 3)
        const std::size_t inputs = pixels.front().size();
        const std::size_t outputs = kernel.size() / (9 * inputs);
        Tokens halved;
        for (int row = 0; row < side; row += 2)
            for (int column = 0; column < side; column += 2) {
                Numbers sums(outputs, 0.0);
                for (int dy = -1; dy <= 1; ++dy)
                    for (int dx = -1; dx <= 1; ++dx) {
                        const int y = row + dy;
                        const int x = column + dx;
                        if (y < 0 || y >= side || x < 0 || x >= side)
                            continue;
                        const std::size_t tap = std::size_t((dy + 1) * 3 + dx + 1);
                        for (std::size_t out = 0; out < outputs; ++out)
                            for (std::size_t in = 0; in < inputs; ++in)
                                sums[out] += kernel[(out * inputs + in) * 9 + tap] *
                                             pixels[std::size_t(y * side + x)][in];
                    }
                sums = normalise(name + ".norm", sums);
                for (double& value : sums)
                    value = bend(value);
                halved.push_back(sums);
            }
        pixels = halved;
        side /= 2;
    }
    for (Numbers& pixel : pixels)
        pixel = linear("patch_embed.proj", pixel);
    return pixels;
}

ReferenceVit::Tokens ReferenceVit::embed(const Numbers& picture) const
{
    Tokens tokens = m_spec.family == Family::Hybrid ? stem(picture) : patches(picture);
    if (m_spec.pooling == Pooling::Cls)
        tokens.insert(tokens.begin(), weight("cls_token"));
    for (std::size_t place = 0; place < tokens.size(); ++place)
        tokens[place] = sum(tokens[place], position(int(place)));
    const auto width = std::ptrdiff_t(m_spec.dim);
    for (int i = 0; i < m_spec.registers; ++i) {
        const auto begin = weight("reg_token").begin() + i * width;
        const int behindCls = m_spec.pooling == Pooling::Cls ? 1 : 0;
        tokens.insert(tokens.begin() + behindCls + i, Numbers(begin, begin + width));
    }
    return tokens;
}

ReferenceVit::Tokens ReferenceVit::attend(const std::string& block, const Tokens& tokens,
                                          Numbers& record) const
{
    const auto width = std::size_t(m_spec.dim);
    const auto headWidth = std::size_t(m_spec.headDim());
    Tokens qkv;
    for (const Numbers& token : tokens)
        qkv.push_back(linear(block + "attn.qkv", token));
    Tokens mixed(tokens.size(), Numbers(width, 0.0));
    for (std::size_t head = 0; head < std::size_t(m_spec.heads); ++head) {
        const std::size_t q = head * headWidth;
        const std::size_t k = width + q;
        const std::size_t v = 2 * width + q;
        for (std::size_t query = 0; query < tokens.size(); ++query) {
            Numbers share(tokens.size());
            double total = 0;
            for (std::size_t key = 0; key < tokens.size(); ++key) {
                double score = 0;
                for (std::size_t i = 0; i < headWidth; ++i)
                    score += qkv[query][q + i] * qkv[key][k + i];
                share[key] = std::exp(score / std::sqrt(double(headWidth)));
                total += share[key];
            }
            for (std::size_t key = 0; key < tokens.size(); ++key) {
                record.push_back(share[key] / total);
                for (std::size_t i = 0; i < headWidth; ++i)
                    mixed[query][q + i] += share[key] / total * qkv[key][v + i];
            }
        }
    }
    for (Numbers& token : mixed)
        token = linear(block + "attn.proj", token);
    return mixed;
}

double ReferenceVit::bend(double value) const
{
    if (m_spec.activation == Activation::Relu)
        return value > 0 ? value : 0;
    return value * 0.5 * (1.0 + std::erf(value / std::sqrt(2.0)));
}

ReferenceVit::Numbers ReferenceVit::feedForward(const std::string& block, const Numbers& x) const
{
    Numbers hidden = linear(block + "mlp.fc1", x);
    for (double& value : hidden)
        value = bend(value);
    return linear(block + "mlp.fc2", hidden);
}

ReferenceVit::Answer ReferenceVit::forward(const Numbers& picture) const
{
    Answer answer;
    const bool pre = m_spec.normOrder == NormOrder::Pre;
    Tokens tokens = embed(picture);
    for (int layer = 0; layer < m_spec.depth; ++layer) {
        const std::string block = "blocks." + std::to_string(layer) + '.';
        Tokens input = tokens;
        if (pre)
            for (Numbers& token : input)
                token = normalise(block + "norm1", token);
        const Tokens mixed = attend(block, input, answer.attention);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            Numbers x = sum(tokens[i], mixed[i]);
            if (pre)
                tokens[i] = sum(x, feedForward(block, normalise(block + "norm2", x)));
            else {
                x = normalise(block + "norm1", x);
                tokens[i] = normalise(block + "norm2", sum(x, feedForward(block, x)));
            }
        }
    }
    if (pre)
        for (Numbers& token : tokens)
            token = normalise("norm", token);
    Numbers pooled(std::size_t(m_spec.dim), 0.0);
    if (m_spec.pooling == Pooling::Cls)
        pooled = tokens.front();
    else
        for (std::size_t token = std::size_t(m_spec.registers); token < tokens.size(); ++token)
            for (std::size_t i = 0; i < pooled.size(); ++i)
                pooled[i] += tokens[token][i] / double(m_spec.patches());
    answer.logits = linear("head", pooled);
    return answer;
}

} // namespace saccade::test
