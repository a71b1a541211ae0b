// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <QObject>

#include <optional>
#include <string>

namespace saccade::ui {

/// Which method's map lies over the picture, and what it is asked for beside layer, head and query; it
/// computes nothing. At first the attention itself, which needs no computing.
class MethodChoice : public QObject
{
    Q_OBJECT

public:
    explicit MethodChoice(QObject* parent = nullptr);

    const MethodInfo& info() const { return *m_info; }
    bool isAttention() const;
    std::optional<int> classIndex() const { return m_class; } ///< empty: the predicted one
    std::optional<int> against() const { return m_against; }  ///< empty: the most probable other one
    HeadFuse fuse() const { return m_fuse; }
    double discard() const { return m_discard; } ///< 0 to below 1

    /// Throws Error (Usage) where there is no such method.
    void setMethod(const std::string& name);
    void setClass(std::optional<int> index);
    void setAgainst(std::optional<int> index);
    void setFuse(HeadFuse fuse);
    void setDiscard(double share);
    /// How many classes the model knows; chosen ones that it does not know are forgotten.
    void setClasses(int count);

Q_SIGNALS:
    void changed();

private:
    template <typename T>
    void assign(T& member, const T& value);

    const MethodInfo* m_info;
    std::optional<int> m_class;
    std::optional<int> m_against;
    HeadFuse m_fuse = HeadFuse::Mean;
    double m_discard = 0.0;
};

} // namespace saccade::ui
