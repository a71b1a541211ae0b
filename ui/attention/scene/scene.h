// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/scale.h"
#include "core/values/explanation.h"
#include "core/values/image.h"
#include "core/values/sinks.h"
#include "ui/attention/scene/head_maps.h"
#include "ui/attention/scene/query.h"
#include "ui/attention/scene/scale_choice.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <span>

namespace saccade::ui {

struct MethodResult;

/// What there is to show: a picture, its labels, and what the model says of it.
struct Scene
{
    Image picture;
    QString where; ///< "test #10", or a file's name
    int trueLabel = -1;
    QStringList classNames;
    std::shared_ptr<const Explanation> explanation; ///< of this picture; null while it is not known
    std::vector<Sink> sinks;                        ///< of the explanation
    HeadMapsPtr headMaps; ///< of the explanation; null but where they were asked for
    /// What the model says where nothing is changed; null where nothing is. The picture is then the changed
    /// one, as the model saw it.
    std::shared_ptr<const Explanation> untouched;
    bool isPending = false;                     ///< an explanation is being computed
    QString message;                            ///< why there is none
    bool isHint = false;                        ///< the message says what to do, not what went wrong
    std::shared_ptr<const MethodResult> method; ///< null: the attention itself is shown

    /// Null where there are no maps to show.
    const AttentionMaps* maps() const;
    /// Empty where the class has no name.
    QString className(int label) const { return classNames.value(label); }
};

std::vector<Sink> sinksOf(const Explanation& explanation);

using ScenePtr = std::shared_ptr<const Scene>;

/// The ends of the colours for a head's map from this query: 0, or its lowest value where that is chosen, and
/// its highest value; where the scale is shared, those of all layers and heads.
Scale shownScale(const AttentionMaps& maps, int layer, int head, Query query, ScaleChoice choice);

} // namespace saccade::ui
