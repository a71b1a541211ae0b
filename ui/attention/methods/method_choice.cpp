// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/methods/method_choice.h"

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr double MostDiscarded = 0.95;

} // namespace

MethodChoice::MethodChoice(QObject* parent)
    : QObject(parent)
    , m_info(&methodInfo("attention"))
{
}

template <typename T>
void MethodChoice::assign(T& member, const T& value)
{
    if (member == value)
        return;
    member = value;
    Q_EMIT changed();
}

bool MethodChoice::isAttention() const
{
    return m_info == &methodInfo("attention");
}

void MethodChoice::setMethod(const std::string& name)
{
    assign(m_info, &methodInfo(name));
}

void MethodChoice::setClass(std::optional<int> index)
{
    assign(m_class, index);
}

void MethodChoice::setAgainst(std::optional<int> index)
{
    assign(m_against, index);
}

void MethodChoice::setFuse(HeadFuse fuse)
{
    assign(m_fuse, fuse);
}

void MethodChoice::setDiscard(double share)
{
    assign(m_discard, std::clamp(share, 0.0, MostDiscarded));
}

void MethodChoice::setClasses(int count)
{
    if (m_class && *m_class >= count)
        setClass({});
    if (m_against && *m_against >= count)
        setAgainst({});
}

} // namespace saccade::ui
