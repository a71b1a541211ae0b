// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/export_check.h"

#include "core/model/random_scope.h"
#include "core/model/torch_model.h"
#include "core/render/resize.h"
#include "core/values/error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace saccade {

namespace {

constexpr int RandomPictures = 8;
constexpr int RealPictures = 64;
constexpr int LargePictures = 16; ///< of them where a picture costs a hundred times as much
constexpr int LargeSide = 64;
constexpr std::int64_t AtOnce = 8;
constexpr double LargestDifference = 1e-4; ///< in fp32, of the largest logit where that is above 1

torch::Tensor randomPictures(int side)
{
    const RandomScope random(1);
    return torch::empty({RandomPictures, 3, side, side}).normal_(0, 1, RandomScope::generator());
}

torch::Tensor realPictures(const ModelInfo& info, const Dataset& data)
{
    const int side = info.spec.imageSize;
    const int count = std::min(side > LargeSide ? LargePictures : RealPictures, data.testCount);
    std::vector<torch::Tensor> pictures;
    for (int i = 0; i < count; ++i) {
        pictures.push_back(pictureTensor(resizeToSquare(data.image({Split::Test, i}), side), info));
    }
    return at::cat(pictures, 0);
}

void require(bool close, double difference, const std::string& path)
{
    if (close)
        return;
    char figure[32];
    std::snprintf(figure, sizeof figure, "%.2e", difference);
    throw Error(path + ": what was written gives other logits than the model, by up to " + figure +
                "; nothing was put in its place");
}

} // namespace

ExportCheck compareLogits(const ModelPtr& model, const WrittenModel& written, WeightType weights,
                          const std::string& path, const DatasetPtr& data, RunControl& control,
                          const Progress& progress)
{
    const ModelInfo& info = model->info();
    const bool real = data && data->testCount > 0;
    const torch::Tensor pictures = real ? realPictures(info, *data) : randomPictures(info.spec.imageSize);
    ExportCheck check;
    check.pictures = int(pictures.size(0));
    check.picturesOf = real ? data->name : std::string();
    double size = 1.0; // of the largest logit
    for (std::int64_t at = 0; at < pictures.size(0); at += AtOnce) {
        if (!control.checkpoint())
            throw Error("the export was stopped");
        if (progress)
            progress(double(at) / double(pictures.size(0)), "comparing");
        const auto some = pictures.narrow(0, at, std::min(AtOnce, pictures.size(0) - at));
        const auto expected = torchModel(model).logits(some).to(torch::kCPU);
        const auto found = written(some).to(torch::kCPU);
        const double difference = (expected - found).abs().max().item<double>();
        require(!std::isnan(difference), difference, path);
        check.largestDifference = std::max(check.largestDifference, difference);
        check.sameClass += int(expected.argmax(1).eq(found.argmax(1)).sum().item<std::int64_t>());
        size = std::max(size, expected.abs().max().item<double>());
    }
    require(weights != WeightType::Fp32 || check.largestDifference <= LargestDifference * size,
            check.largestDifference, path);
    return check;
}

} // namespace saccade
