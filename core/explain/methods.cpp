// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/methods.h"

#include "core/explain/attention_flow.h"
#include "core/explain/contrast.h"
#include "core/explain/grad_cam.h"
#include "core/explain/gradient.h"
#include "core/explain/gradient_attention.h"
#include "core/explain/gradient_rollout.h"
#include "core/explain/head_fuse.h"
#include "core/explain/integrated_gradients.h"
#include "core/explain/method_input.h"
#include "core/explain/occlusion.h"
#include "core/explain/relevance.h"
#include "core/explain/rollout.h"
#include "core/explain/value_weighted.h"

#include <map>

namespace saccade {

namespace {

using MethodFunction = std::vector<MethodMap> (*)(const MethodInput&);

const std::map<std::string, MethodFunction>& functions()
{
    static const std::map<std::string, MethodFunction> all{
        {"attention", attentionMethod},
        {"head-mean", headFuseMethod},
        {"head-max", headFuseMethod},
        {"head-min", headFuseMethod},
        {"value-weighted", valueWeightedMethod},
        {"gradient-attention", gradientAttentionMethod},
        {"rollout", rolloutMethod},
        {"flow", attentionFlowMethod},
        {"gradient-rollout", gradientRolloutMethod},
        {"relevance", relevanceMethod},
        {"contrast", contrastMethod},
        {"grad-cam", gradCamMethod},
        {"occlusion", occlusionMethod},
        {"gradient", gradientMethod},
        {"integrated-gradients", integratedGradientsMethod},
    };
    return all;
}

} // namespace

std::vector<MethodMap> computeMethod(const ModelPtr& model, const Image& picture,
                                     const MethodRequest& request)
{
    const TorchModel& network = torchModel(model);
    requireFits(request, model->info().spec);
    const auto weights = network.network().parameters().front();
    const torch::NoGradGuard noGrad; // but where a method asks for them
    return functions().at(request.method)(
        {network, request, pictureTensor(picture, model->info()).to(weights.options())});
}

} // namespace saccade
