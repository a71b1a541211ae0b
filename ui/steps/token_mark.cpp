// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/token_mark.h"

namespace saccade::ui {

void TokenMark::set(std::optional<int> token)
{
    if (m_token == token)
        return;
    m_token = token;
    Q_EMIT changed();
}

} // namespace saccade::ui
