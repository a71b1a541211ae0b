// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/own_picture.h"

#include <QObject>

class QAction;
class QActionGroup;
class QKeySequence;
class QMenuBar;

namespace saccade::ui {

class AttentionWorkspace;
class GalleryPanel;
class Workbench;
struct CarriedPicture;

/// What a person does to the model and the picture, as actions: undo and redo, mute the chosen head, the
/// brush, reset; and own pictures, which come by the file dialog, the clipboard or a drop.
class HandActions : public QObject
{
    Q_OBJECT

public:
    HandActions(Workbench* bench, AttentionWorkspace* attention, GalleryPanel* gallery, QWidget* window);

    QAction* undo;
    QAction* redo;
    QAction* openPicture;
    QAction* paste;
    QAction* muteHead;
    QAction* brush;
    QAction* reset;
    QAction* crop;
    QAction* letterbox;

    /// Puts an Edit menu behind the first one, and "Open a picture…" into that.
    void addTo(QMenuBar& bar);

private:
    QAction* make(const QString& text, const QKeySequence& keys, const QString& tip);
    void connectChanges();
    void connectPictures();
    void take(const CarriedPicture& picture);
    void chooseFile();
    void chooseFit(PictureFit fit);

    Workbench* m_bench;
    AttentionWorkspace* m_attention;
    GalleryPanel* m_gallery;
    QWidget* m_window;
    QActionGroup* m_fits;
};

} // namespace saccade::ui
