// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"
#include "core/values/trained_model.h"
#include "ui/attention/scene/head_maps.h"
#include "ui/support/latest_job.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>

namespace saccade::ui {

class AttentionState;

/// Asks for the maps of the grid's quantity where that is another than attention, which the explanation
/// holds: anew when the picture, the model, the quantity or the query changes; the newest request wins.
class HeadMapSource : public QObject
{
    Q_OBJECT

public:
    /// As Services::computeMethod.
    using Compute =
        std::function<std::vector<MethodMap>(const ModelPtr&, const Image&, const MethodRequest&)>;

    HeadMapSource(Compute compute, AttentionState* state, QObject* parent = nullptr);

    /// What is explained now: the model and the picture that the explanation in view is of.
    void setSubject(const ModelPtr& model, const Image& picture);
    /// Nothing is explained.
    void clear();

Q_SIGNALS:
    void computed(const HeadMapsPtr& maps);
    void failed(const QString& sentence);

private:
    void refresh();

    Compute m_compute;
    AttentionState* m_state;
    ModelPtr m_model;
    Image m_picture;
    std::optional<std::pair<std::string, int>> m_asked; ///< method and token, of this model and picture
    LatestJob m_job;
};

} // namespace saccade::ui
