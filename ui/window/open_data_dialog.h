// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QDialog>

class QPushButton;

namespace saccade::ui {

class FetchCard;
class PathField;

/// Chooses the pictures to work with: CIFAR-10 from the internet or a folder, or Shapes, which are built in.
class OpenDataDialog : public QDialog
{
    Q_OBJECT

public:
    explicit OpenDataDialog(const Services& services, QWidget* parent = nullptr);

    /// While something is fetched, cancels that first and closes when it has ended.
    void reject() override;

Q_SIGNALS:
    /// What Services::openDataset takes: "shapes" or a folder. The dialog has closed by then.
    void opened(const QString& source);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeFolderCard();
    QWidget* makeShapesCard();
    void choose(const QString& source);
    void refresh();

    FetchCard* m_fetch;
    PathField* m_folder;
    QPushButton* m_openFolder;
    bool m_closing = false;
};

/// Whether CIFAR-10's .bin files are in this folder, or in a cifar-10-batches-bin inside it.
bool holdsCifar10(const QString& folder);

} // namespace saccade::ui
