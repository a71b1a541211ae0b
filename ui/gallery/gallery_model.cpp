// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_model.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace saccade::ui {

GalleryModel::GalleryModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void GalleryModel::setDataset(DatasetPtr data)
{
    beginResetModel();
    m_data = std::move(data);
    m_thumbnails.setDataset(m_data);
    m_predictions = {};
    m_query = {};
    m_rows = m_data ? matchingRows(*m_data, m_predictions, m_query) : std::vector<int>();
    endResetModel();
}

bool GalleryModel::setPredictions(Split split, std::vector<Prediction> predictions)
{
    if (!m_data || int(predictions.size()) != m_data->count(split))
        return false;
    m_predictions.of(split) = std::move(predictions);
    if (m_query.needsPredictions())
        requery();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
    return true;
}

void GalleryModel::clearPredictions()
{
    m_predictions = {};
    if (m_query.needsPredictions())
        requery();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

bool GalleryModel::hasPredictions(const PictureQuery& query) const
{
    const auto asked = [&](Split split) {
        return !query.shows(split) || m_data->count(split) == 0 || !m_predictions.of(split).empty();
    };
    return m_data && asked(Split::Train) && asked(Split::Test);
}

void GalleryModel::setQuery(const PictureQuery& query)
{
    if (query == m_query)
        return;
    m_query = query;
    requery();
}

void GalleryModel::requery()
{
    beginResetModel();
    m_rows = m_data ? matchingRows(*m_data, m_predictions, m_query) : std::vector<int>();
    endResetModel();
}

int GalleryModel::wrongCount() const
{
    return m_data ? countWrong(*m_data, m_predictions, m_query) : 0;
}

PictureRef GalleryModel::pictureAt(int row) const
{
    return pictureOfRow(*m_data, m_rows.at(std::size_t(row)));
}

int GalleryModel::rowOf(PictureRef ref) const
{
    if (!m_data || ref.index < 0 || ref.index >= m_data->count(ref.split))
        return -1;
    const auto found = std::find(m_rows.begin(), m_rows.end(), int(m_data->row(ref)));
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

QImage GalleryModel::thumbnailAt(int row) const
{
    return m_thumbnails.image(m_rows.at(std::size_t(row)));
}

bool GalleryModel::isWrongAt(int row) const
{
    return isWrong(*m_data, m_predictions, m_rows.at(std::size_t(row)));
}

int GalleryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = m_rows[std::size_t(index.row())];
    const int label = m_data->labels[std::size_t(row)];
    const Prediction* prediction = m_predictions.at(*m_data, row);
    switch (role) {
    case Qt::DecorationRole:
        return m_thumbnails.image(row);
    case Qt::DisplayRole:
        return className(label);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return describe(row, prediction);
    case PictureRole:
        return QVariant::fromValue(pictureOfRow(*m_data, row));
    case ClassRole:
        return label;
    default:
        return prediction != nullptr ? predictionData(*prediction, label, role) : QVariant();
    }
}

QVariant GalleryModel::predictionData(const Prediction& prediction, int label, int role) const
{
    switch (role) {
    case PredictedRole:
        return prediction.predicted;
    case ConfidenceRole:
        return prediction.confidence;
    case LossRole:
        return prediction.loss;
    case WrongRole:
        return prediction.predicted != label;
    default:
        return {};
    }
}

QHash<int, QByteArray> GalleryModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{PictureRole, "picture"},
                  {ClassRole, "class"},
                  {PredictedRole, "predicted"},
                  {ConfidenceRole, "confidence"},
                  {LossRole, "loss"},
                  {WrongRole, "wrong"}});
    return names;
}

QString GalleryModel::className(int label) const
{
    if (label < 0 || std::size_t(label) >= m_data->classNames.size())
        return tr("class %1").arg(label);
    return QString::fromStdString(m_data->classNames[std::size_t(label)]);
}

QString GalleryModel::describe(int row, const Prediction* prediction) const
{
    const PictureRef ref = pictureOfRow(*m_data, row);
    const int label = m_data->labels[std::size_t(row)];
    const QString split = ref.split == Split::Train ? tr("train") : tr("test");
    const QString picture =
        tr("%1, %2 #%3", "class, split, number").arg(className(label), split).arg(ref.index);
    if (prediction == nullptr)
        return picture;
    const QLocale locale;
    const QString confidence = locale.toString(double(prediction->confidence) * 100.0, 'f', 0);
    const QString loss = locale.toString(double(prediction->loss), 'f', 2);
    const QString verdict = prediction->predicted == label ? tr("rightly taken for %1 (%2 %), loss %3")
                                                           : tr("wrongly taken for %1 (%2 %), loss %3");
    return picture + u'\n' + verdict.arg(className(prediction->predicted), confidence, loss);
}

} // namespace saccade::ui
