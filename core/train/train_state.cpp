// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_state.h"

#include "core/values/json_fields.h"

namespace saccade {

void to_json(nlohmann::json& json, const TrainState& state)
{
    json = {{"step", state.step},
            {"epoch", state.epoch},
            {"batch", state.batch},
            {"seconds", state.seconds},
            {"seconds_before_first_step", state.secondsBeforeFirstStep},
            {"loss_sum", state.lossSum},
            {"correct", state.correct},
            {"images", state.images},
            {"train_seconds", state.trainSeconds},
            {"total_images", state.totalImages},
            {"best_validation", state.bestValidation},
            {"learning_rate_factor", state.learningRateFactor},
            {"learning_rate", state.learningRate}};
}

void from_json(const nlohmann::json& json, TrainState& state)
{
    const nlohmann::json complete = TrainState();
    for (const auto& [field, value] : complete.items())
        if (!json.contains(field) && field != "seconds_before_first_step") // which earlier versions have not
            throw Error::badInput("state", "the field " + field, "none");
    JsonFields(json, "state")
        .read("step", state.step)
        .read("epoch", state.epoch)
        .read("batch", state.batch)
        .read("seconds", state.seconds)
        .read("seconds_before_first_step", state.secondsBeforeFirstStep)
        .read("loss_sum", state.lossSum)
        .read("correct", state.correct)
        .read("images", state.images)
        .read("train_seconds", state.trainSeconds)
        .read("total_images", state.totalImages)
        .read("best_validation", state.bestValidation)
        .read("learning_rate_factor", state.learningRateFactor)
        .read("learning_rate", state.learningRate)
        .refuseUnknown();
    if (state.step < 0 || state.epoch < 0 || state.batch < 0)
        throw Error::badInput("state", "steps, epochs and batches of 0 or more", json.dump());
}

} // namespace saccade
