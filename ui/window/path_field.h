// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <filesystem>

class QLineEdit;
class QToolButton;

namespace saccade::ui {

/// A path that can be typed or chosen.
class PathField : public QWidget
{
    Q_OBJECT

public:
    enum class What
    {
        Folder,
        OpenFile,
        SaveFile
    };

    /// `filter` as QFileDialog takes it.
    PathField(What what, const QString& name, const QString& tip, const QString& filter = {},
              QWidget* parent = nullptr);

    QString text() const; ///< trimmed; a leading ~ is the home folder
    std::filesystem::path path() const;
    void setPath(const QString& path);
    void setPlaceholder(const QString& text);

Q_SIGNALS:
    void changed();

private:
    void browse();

    What m_what;
    QString m_name;
    QString m_filter;
    QLineEdit* m_edit;
    QToolButton* m_button;
};

/// A path as the file system takes it, whatever letters it has.
std::filesystem::path toPath(const QString& text);
QString fromPath(const std::filesystem::path& path);

} // namespace saccade::ui
