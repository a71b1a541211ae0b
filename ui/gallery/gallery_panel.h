// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/picture_query.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace saccade::ui {

class GalleryFilters;
class GalleryModel;
class GalleryView;
enum class PredictionState;

/// The gallery: the pictures of a data set, filters above them, one of them chosen.
class GalleryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit GalleryPanel(QWidget* parent = nullptr);

    /// Shows the data set and chooses its first test picture; null empties the gallery.
    void setDataset(DatasetPtr data);
    /// One prediction a picture of the split. Ignored where their number is another: they were made for a
    /// data set that is no longer shown.
    void setPredictions(Split split, const std::vector<Prediction>& predictions);
    /// The model changed, or could not answer: back to all pictures in their order.
    void clearPredictions();
    /// Whether predictionsWanted() would be answered: there is a model and nothing keeps it from being asked.
    void setCanPredict(bool can);

    /// Chooses a picture; filters that would hide it are lifted. Ignored where the data set has no such
    /// picture.
    void select(PictureRef picture);
    /// The chosen picture stays chosen while a filter hides it.
    std::optional<PictureRef> current() const { return m_current; }
    /// None of them is shown elsewhere any more.
    void clearCurrent();

    int thumbnailSize() const;
    void setThumbnailSize(int side);
    /// Off where the dock around it already says "Gallery".
    void setTitleVisible(bool visible);

public Q_SLOTS:
    void selectNext();
    void selectPrevious();

Q_SIGNALS:
    void pictureSelected(saccade::PictureRef picture);
    /// A person asks for something that needs predictions of this split. Answered by setPredictions(), or by
    /// clearPredictions() where there will be none.
    void predictionsWanted(saccade::Split split);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    /// Shows what the filters ask for, as far as it can be known yet, and asks for what is missing.
    void applyQuery();
    PredictionState predictionState() const;
    void askForPredictions();
    void dropPredictionQuery();
    void showState();
    void restoreCurrent();
    void choose(int row);
    void selectBeside(int step);

    GalleryModel* m_pictures;
    QLabel* m_title;
    QLabel* m_sizeName;
    QSlider* m_size;
    GalleryFilters* m_filters;
    QLabel* m_note;
    GalleryView* m_view;

    std::optional<PictureRef> m_current;
    std::optional<Split> m_asked; ///< the split whose predictions were asked for last
    bool m_canPredict = false;
};

} // namespace saccade::ui
