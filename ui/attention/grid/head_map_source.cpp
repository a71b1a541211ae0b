// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_map_source.h"

#include "ui/attention/scene/attention_state.h"

namespace saccade::ui {

HeadMapSource::HeadMapSource(Compute compute, AttentionState* state, QObject* parent)
    : QObject(parent)
    , m_compute(std::move(compute))
    , m_state(state)
{
    connect(m_state, &AttentionState::changed, this, &HeadMapSource::refresh);
    connect(&m_job, &LatestJob::failed, this, &HeadMapSource::failed);
}

void HeadMapSource::setSubject(const ModelPtr& model, const Image& picture)
{
    m_model = model;
    m_picture = picture;
    m_asked.reset();
    refresh();
}

void HeadMapSource::clear()
{
    m_model.reset();
    m_asked.reset();
    m_job.cancel();
}

void HeadMapSource::refresh()
{
    const std::string method = m_state->grid().quantity;
    if (method == "attention") {
        m_asked.reset();
        m_job.cancel();
        return;
    }
    if (!m_compute || !m_model || !m_model->info().spec.hasAttention())
        return;
    const int token = m_state->queryToken();
    if (m_asked == std::pair(method, token))
        return;
    m_asked.emplace(method, token);
    m_job.run(
        [compute = m_compute, model = m_model, picture = m_picture, method, token] {
            HeadMaps result{method, token, {}};
            MethodRequest request;
            request.method = method;
            request.query = token;
            if (methodInfo(method).takesHead) {
                result.maps = compute(model, picture, request);
                return result;
            }
            // What is followed through the layers has one map a request: up to each layer in turn.
            for (int layer = 0; layer < model->info().spec.depth; ++layer) {
                request.layer = layer;
                for (MethodMap& map : compute(model, picture, request))
                    result.maps.push_back(std::move(map));
            }
            return result;
        },
        [this](HeadMaps maps) { Q_EMIT computed(std::make_shared<const HeadMaps>(std::move(maps))); });
}

} // namespace saccade::ui
