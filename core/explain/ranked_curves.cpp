// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/ranked_curves.h"

#include "core/explain/intervene.h"
#include "core/explain/method_input.h"
#include "core/explain/patch_grid.h"
#include "core/model/to_double.h"
#include "core/values/error.h"

#include <algorithm>
#include <numeric>

namespace saccade {

namespace {

constexpr int PicturesAtOnce = 64;

Image blurred(const Image& picture, int cells, const Normalisation& normalisation)
{
    Intervention all;
    all.fill = PatchFill::Blur;
    all.patches.resize(std::size_t(cells) * std::size_t(cells));
    std::iota(all.patches.begin(), all.patches.end(), 0);
    return withPatchesPainted(picture, all, picture.width / cells, normalisation);
}

/// Softmax of the logits, (B, classes), in double precision.
torch::Tensor probabilitiesOf(const TorchModel& model, const torch::Tensor& pictures)
{
    return at::softmax(toDouble(model.logits(pictures)), -1);
}

/// Which pixels are changed behind steps `begin` to `begin` + `count` - 1 (behind step k the first k patches
/// of the order), (count, 1, side, side).
torch::Tensor changedPixels(std::span<const int> order, int begin, int count, int cells, int side)
{
    const auto changed = torch::zeros({count, cells, 1, cells, 1}, torch::kBool);
    bool* out = changed.data_ptr<bool>();
    for (int i = 0; i < count; ++i)
        for (const int patch : order.first(std::size_t(begin + i)))
            out[std::size_t(i) * order.size() + std::size_t(patch)] = true;
    const int cell = side / cells;
    return changed.expand({count, cells, cell, cells, cell}).reshape({count, 1, side, side});
}

} // namespace

double areaUnder(std::span<const float> probabilities)
{
    double sum = 0;
    for (std::size_t i = 1; i < probabilities.size(); ++i)
        sum += (double(probabilities[i - 1]) + double(probabilities[i])) / 2;
    return sum / double(probabilities.size() - 1);
}

RankedCurves::RankedCurves(const ModelPtr& model, const Image& picture, std::optional<int> classIndex)
    : m_model(model)
{
    const TorchModel& network = torchModel(model);
    const ModelInfo& info = network.info();
    if (classIndex && (*classIndex < 0 || *classIndex >= info.spec.classes))
        throw Error("--class: expected 0 to " + std::to_string(info.spec.classes - 1) + ", found " +
                        std::to_string(*classIndex),
                    Error::Kind::Usage);
    m_cells = pixelGridSide(info.spec);
    const torch::NoGradGuard noGrad;
    const auto options = network.network().parameters().front().options();
    const auto whole = pictureTensor(picture, info).to(options);
    const auto mean = at::zeros_like(whole); // the mean colour, as pictures are normalised
    const auto soft = pictureTensor(blurred(picture, m_cells, info.normalisation), info).to(options);
    const auto all = probabilitiesOf(network, at::cat({whole, mean, soft}, 0)); // (3, classes)
    m_probabilities = numbers(all[0]);
    m_class = classIndex.value_or(int(std::ranges::max_element(m_probabilities) - m_probabilities.begin()));
    const std::vector<double> ends = numbers(all.select(1, m_class));
    m_deletion = {whole, mean, ends[0], ends[1]};
    m_insertion = {soft, whole, ends[2], ends[0]};
}

RankedCurve RankedCurves::deletion(std::span<const int> order) const
{
    return curve(m_deletion, order);
}

RankedCurve RankedCurves::insertion(std::span<const int> order) const
{
    return curve(m_insertion, order);
}

RankedCurve RankedCurves::curve(const Way& way, std::span<const int> order) const
{
    const torch::NoGradGuard noGrad;
    const TorchModel& network = torchModel(m_model);
    const int patches = int(order.size());
    const int side = int(way.before.size(2));
    RankedCurve result;
    result.probabilities.push_back(float(way.first));
    for (int begin = 1; begin < patches; begin += PicturesAtOnce) { // both ends are known
        const int count = std::min(PicturesAtOnce, patches - begin);
        const auto changed = changedPixels(order, begin, count, m_cells, side).to(way.before.device());
        const auto pictures = at::where(changed, way.after, way.before); // (count, 3, S, S)
        for (const double probability : numbers(probabilitiesOf(network, pictures).select(1, m_class)))
            result.probabilities.push_back(float(probability));
    }
    result.probabilities.push_back(float(way.last));
    result.area = areaUnder(result.probabilities);
    return result;
}

} // namespace saccade
