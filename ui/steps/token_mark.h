// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace saccade::ui {

/// The token that the mouse or the keys point at, shared by every picture of the steps: marked in one, it is
/// marked in all.
class TokenMark : public QObject
{
    Q_OBJECT

public:
    explicit TokenMark(QObject* parent = nullptr)
        : QObject(parent)
    {
    }

    std::optional<int> token() const { return m_token; }

public Q_SLOTS:
    void set(std::optional<int> token);

Q_SIGNALS:
    void changed();
    /// A person asks for this token to be the query.
    void chosen(int token);

private:
    std::optional<int> m_token;
};

} // namespace saccade::ui
