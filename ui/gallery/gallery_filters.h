// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/picture_query.h"

#include <QWidget>

class QToolButton;

namespace saccade::ui {

class DetailCombo;
class SortButton;

/// What is known of the predictions that a query needs.
enum class PredictionState
{
    Impossible, ///< there is no model to ask
    OnDemand,   ///< there is one; asking it takes a while
    Awaited,    ///< it was asked
    Known
};

/// The controls above the gallery: split, class, all or wrong, order. They hold what the person wants to see.
class GalleryFilters : public QWidget
{
    Q_OBJECT

public:
    explicit GalleryFilters(QWidget* parent = nullptr);

    /// Offers the splits and classes of a data set (none where null) and starts with its test pictures.
    void setDataset(DatasetPtr data);
    const PictureQuery& query() const { return m_query; }
    /// Shows a query without announcing it.
    void setQuery(const PictureQuery& query);
    /// `wrong` is the number of wrong pictures where the predictions are known.
    void setPredictionState(PredictionState state, int wrong);

Q_SIGNALS:
    /// A person chose something else.
    void queryChanged(const PictureQuery& query);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectControls();
    void fillSplits();
    void fillClasses();
    void retranslate();
    void showPredictionState();
    void announce();

    DatasetPtr m_data;
    PictureQuery m_query;
    PredictionState m_state = PredictionState::Impossible;
    int m_wrongCount = 0;

    DetailCombo* m_split;
    DetailCombo* m_class;
    QToolButton* m_all;
    QToolButton* m_wrong;
    SortButton* m_sort;
};

} // namespace saccade::ui
