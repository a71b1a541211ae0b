// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QDialog>

class QTabWidget;

namespace saccade::ui {

/// What there is to see of a model without a picture, or over many: a page each for position embeddings,
/// first filters, attention by offset and the importance of heads. Each is computed when it is first shown.
class ModelAtlas : public QDialog
{
    Q_OBJECT

public:
    /// `data` may be null: what asks about pictures then has no page.
    ModelAtlas(const Services& services, const ModelPtr& model, const DatasetPtr& data,
               QWidget* parent = nullptr);

    QTabWidget* pages() const { return m_pages; }

private:
    void addModelPages(const Services& services, const ModelPtr& model);
    void addPicturePages(const Services& services, const ModelPtr& model, const DatasetPtr& data);

    QTabWidget* m_pages;
};

} // namespace saccade::ui
