// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace saccade::ui {

class BackgroundTask;
class PathField;

/// Gets CIFAR-10: says what it is, how large and by whom, and shows how far the download is.
class FetchCard : public QFrame
{
    Q_OBJECT

public:
    FetchCard(decltype(Services::fetchDataset) fetch, const QString& folder, QWidget* parent = nullptr);

    bool isRunning() const;
    void cancel();

Q_SIGNALS:
    /// The folder that can be opened now.
    void fetched(const QString& folder);
    /// The work has ended without a data set.
    void ended();

private:
    void begin();
    void refresh();
    void showProgress(double share, const QString& what);
    void showEnd(const char* kind, const QString& text);

    decltype(Services::fetchDataset) m_fetch;
    BackgroundTask* m_task;
    PathField* m_folder;
    QCheckBox* m_haveArchive;
    PathField* m_archive;
    QPushButton* m_button;
    QPushButton* m_cancel;
    QProgressBar* m_bar;
    QLabel* m_message;
};

} // namespace saccade::ui
