// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/atlas/model_atlas.h"

#include "ui/attention/atlas/atlas_page.h"
#include "ui/attention/scene/words.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int OffsetPictures = 256;
constexpr int MutingPictures = 500;

QString positionWords(const PositionSimilarity& found)
{
    const QString what = found.isLearned
                             ? ModelAtlas::tr("For each patch, where it lies: the cosine of its learned "
                                              "position embedding with that of every other patch.")
                             : ModelAtlas::tr("For each patch, where it lies: the cosine of its fixed "
                                              "sine-cosine position embedding with that of every other "
                                              "patch.");
    const QString colours =
        hasOpposites(found) || found.values.empty()
            ? ModelAtlas::tr("Orange is alike, blue opposed.")
            : ModelAtlas::tr("None are opposed: the darkest is %1, the lightest 1.")
                  .arg(shortNumber(*std::min_element(found.values.begin(), found.values.end()), 2));
    return what + QLatin1Char(' ') + colours;
}

} // namespace

ModelAtlas::ModelAtlas(const Services& services, const ModelPtr& model, const DatasetPtr& data,
                       QWidget* parent)
    : QDialog(parent)
    , m_pages(new QTabWidget(this))
{
    setWindowTitle(tr("Into the model: %1").arg(QString::fromStdString(shortName(model->info().spec))));
    m_pages->setObjectName("atlasPages");
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(new QPushButton(tr("Close"), this), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buttons);
    addModelPages(services, model);
    if (data && model->info().spec.hasAttention())
        addPicturePages(services, model, data);
    resize(640, 620);
}

void ModelAtlas::addModelPages(const Services& services, const ModelPtr& model)
{
    if (services.positionSimilarity && model->info().spec.hasAttention())
        m_pages->addTab(
            new AtlasPage([ask = services.positionSimilarity, model](RunControl&, const Progress&) {
                const PositionSimilarity found = ask(model);
                return AtlasPage::Content{
                    [found](const SheetLook& look) { return positionSheet(found, look); },
                    positionWords(found)};
            }),
            tr("Positions"));
    if (services.embeddingFilters)
        m_pages->addTab(
            new AtlasPage([ask = services.embeddingFilters, model](RunControl&, const Progress&) {
                const EmbeddingFilters found = ask(model);
                double held = 0.0;
                for (const double share : found.explained)
                    held += share;
                return AtlasPage::Content{
                    [found](const SheetLook& look) { return filterSheet(found, look); },
                    found.isPrincipal
                        ? tr("The first %1 principal components of the %2 filters of the first layer, the "
                             "strongest first; they hold %3 % of the filters' variance. Mid-grey is 0.")
                              .arg(found.tiles.size())
                              .arg(found.filters)
                              .arg(held * 100.0, 0, 'f', 0)
                        : tr("The %1 filters of the first layer. Mid-grey is 0; each has the contrast that "
                             "fills its colours.")
                              .arg(found.filters)};
            }),
            tr("Filters"));
}

void ModelAtlas::addPicturePages(const Services& services, const ModelPtr& model, const DatasetPtr& data)
{
    const Split split = data->testCount > 0 ? Split::Test : Split::Train;
    if (services.offsetAttention)
        m_pages->addTab(
            new AtlasPage([ask = services.offsetAttention, model, data, split](RunControl& control,
                                                                               const Progress& progress) {
                const OffsetAttention found = ask(model, data, split, OffsetPictures, control, progress);
                return AtlasPage::Content{
                    [found](const SheetLook& look) { return offsetSheet(found, look); },
                    tr("Mean attention between patches by how far apart they lie, over %1 pictures: layers "
                       "down, heads across. The patch that looks is in the middle. Each map has its own "
                       "scale, from 0.")
                        .arg(found.pictures)};
            }),
            tr("Offsets"));
    if (services.headImportance)
        m_pages->addTab(
            new AtlasPage([ask = services.headImportance, model, data, split](RunControl& control,
                                                                              const Progress& progress) {
                const HeadImportance found = ask(model, data, split, MutingPictures, control, progress);
                return AtlasPage::Content{
                    [found](const SheetLook& look) { return importanceSheet(found, look); },
                    tr("What changes when one head is muted, over %1 pictures: accuracy in percentage "
                       "points, "
                       "and below it the true class's logit. The whole model is right on %2 % of them. "
                       "Layers down, heads across.")
                        .arg(found.pictures)
                        .arg(found.accuracy * 100.0, 0, 'f', 1)};
            }),
            tr("Importance of heads"));
}

} // namespace saccade::ui
