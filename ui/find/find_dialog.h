// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/find/find_tiles.h"

#include <QDialog>

class QTabWidget;

namespace saccade::ui {

class AttentionState;
class ClassPage;
class FoundPage;

/// What a head answers to, over many pictures: the pictures that it answers to most, and its mean map of each
/// class. The head is the one that is chosen in the window.
class FindDialog : public QDialog
{
    Q_OBJECT

public:
    FindDialog(const Services& services, AttentionState* state, QWidget* parent = nullptr);

    void setSubject(const FindSubject& subject);
    /// Shows the first page and looks for the chosen head's pictures, where they are not there already.
    void search();

    FoundPage* found() const { return m_found; }
    ClassPage* classes() const { return m_classes; }
    QTabWidget* pages() const { return m_pages; }

Q_SIGNALS:
    void pictureChosen(saccade::PictureRef picture);

private:
    QTabWidget* m_pages;
    FoundPage* m_found;
    ClassPage* m_classes;
};

} // namespace saccade::ui
