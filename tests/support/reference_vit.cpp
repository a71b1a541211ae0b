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

ReferenceVit::Numbers ReferenceVit::position(int token) const
{
    const auto width = std::size_t(m_spec.dim);
    if (m_spec.positions == Positions::Learned) {
        const auto begin = weight("pos_embed").begin() + std::ptrdiff_t(width) * token;
        return {begin, begin + std::ptrdiff_t(width)};
    }
    Numbers place(width, 0.0);
    const int patch = token - m_spec.prefixTokens();
    if (patch < 0)
        return place;
    const std::size_t quarter = width / 4;
    const double row = patch / m_spec.gridSide();
    const double column = patch % m_spec.gridSide();
    for (std::size_t i = 0; i < quarter; ++i) {
        const double frequency = 1.0 / std::pow(10000.0, double(i) / double(quarter));
        place[i] = std::sin(column * frequency);
        place[quarter + i] = std::cos(column * frequency);
        place[2 * quarter + i] = std::sin(row * frequency);
        place[3 * quarter + i] = std::cos(row * frequency);
    }
    return place;
}

ReferenceVit::Tokens ReferenceVit::embed(const Numbers& picture) const
{
    const int side = m_spec.imageSize;
    const int patch = m_spec.patchSize;
    Tokens tokens;
    if (m_spec.pooling == Pooling::Cls)
        tokens.push_back(weight("cls_token"));
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
    for (std::size_t token = 0; token < tokens.size(); ++token)
        tokens[token] = sum(tokens[token], position(int(token)));
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

ReferenceVit::Numbers ReferenceVit::feedForward(const std::string& block, const Numbers& x) const
{
    Numbers hidden = linear(block + "mlp.fc1", x);
    for (double& value : hidden) {
        if (m_spec.activation == Activation::Relu)
            value = value > 0 ? value : 0;
        else
            value *= 0.5 * (1.0 + std::erf(value / std::sqrt(2.0)));
    }
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
        for (const Numbers& token : tokens)
            for (std::size_t i = 0; i < pooled.size(); ++i)
                pooled[i] += token[i] / double(tokens.size());
    answer.logits = linear("head", pooled);
    return answer;
}

} // namespace saccade::test
