// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/out/session.h"
#include "ui/services.h"
#include "ui/support/latest_job.h"

#include <QObject>
#include <QStringList>

namespace saccade::ui {

class MainWindow;
struct ShownPicture;

/// Brings a session back into the window, one thing after the other, as each has to be opened: data set,
/// model, picture, what is changed of the two, and, once the model has answered, what is shown of the
/// answer. What cannot be brought back is told, and the rest goes on.
class SessionRestorer : public QObject
{
    Q_OBJECT

public:
    SessionRestorer(MainWindow& window, const Services& services);

    /// The newest one wins. Its files are absolute.
    void restore(const Session& session);
    bool isBusy() const { return m_stage != Stage::Idle; }

Q_SIGNALS:
    /// With a sentence for each thing that could not be brought back.
    void restored(const QStringList& complaints);

private:
    enum class Stage
    {
        Idle,
        Data,
        Model,
        Picture,
        Answer
    };
    struct OpenedModel
    {
        ModelPtr model;
        QString complaint;
    };

    void dataOpened();
    void somethingFailed();
    void openModel();
    void takeModel(const OpenedModel& opened);
    void openPicture();
    void pictureShown(const ShownPicture& picture);
    void change();
    void finish();
    void restoreLook();
    void restoreMethod();

    MainWindow& m_window;
    Services m_services;
    Session m_session;
    Stage m_stage = Stage::Idle;
    bool m_dataIsOther = false; ///< the session's data set could not be opened
    QStringList m_complaints;
    LatestJob m_job;
};

} // namespace saccade::ui
