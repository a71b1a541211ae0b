// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/picture_query.h"
#include "ui/gallery/thumbnail_cache.h"

#include <QAbstractListModel>

namespace saccade::ui {

/// The pictures of a data set that a query shows, one a row. Filtering and sorting make a vector of row
/// numbers; the pictures themselves stay where they are.
class GalleryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        PictureRole = Qt::UserRole + 1, ///< PictureRef
        ClassRole,                      ///< int, the true class
        PredictedRole,                  ///< int; no value where the model was not asked, as the next three
        ConfidenceRole,                 ///< float, 0..1
        LossRole,                       ///< float
        WrongRole                       ///< bool
    };

    explicit GalleryModel(QObject* parent = nullptr);

    /// Also forgets the predictions and starts with the query for the new data set's test pictures.
    void setDataset(DatasetPtr data);
    const DatasetPtr& dataset() const { return m_data; }

    /// One prediction a picture of the split, in order. False, and nothing changes, where their number is
    /// another: they were made for another data set.
    bool setPredictions(Split split, std::vector<Prediction> predictions);
    void clearPredictions();
    /// Whether the model was asked about every split that the query shows.
    bool hasPredictions(const PictureQuery& query) const;

    void setQuery(const PictureQuery& query);
    const PictureQuery& query() const { return m_query; }
    /// Wrong pictures in the query's split and class, whether or not only the wrong ones are shown.
    int wrongCount() const;

    PictureRef pictureAt(int row) const;
    /// -1 where the query does not show it.
    int rowOf(PictureRef ref) const;
    QImage thumbnailAt(int row) const;
    bool isWrongAt(int row) const;
    /// How many thumbnails are held at this moment.
    int thumbnailsKept() const { return m_thumbnails.kept(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void requery();
    QVariant predictionData(const Prediction& prediction, int label, int role) const;
    QString className(int label) const;
    QString describe(int row, const Prediction* prediction) const;

    DatasetPtr m_data;
    Predictions m_predictions;
    PictureQuery m_query;
    std::vector<int> m_rows; ///< rows of the data set, in the order shown
    ThumbnailCache m_thumbnails;
};

} // namespace saccade::ui
