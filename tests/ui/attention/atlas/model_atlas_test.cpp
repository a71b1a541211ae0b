// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "tests/support/suite.h"
#include "ui/attention/atlas/model_atlas.h"

#include <QLabel>
#include <QPixmap>
#include <QProgressBar>
#include <QTabWidget>
#include <QThread>

#include <atomic>

using namespace saccade;
using namespace saccade::ui;

namespace {

/// Answers of a model of two layers and three heads over two by two patches.
struct Fake
{
    std::atomic<int> asked{0};
    std::atomic<bool> stopped{false};
    Services services;

    Fake()
    {
        services.positionSimilarity = [this](const ModelPtr&) {
            ++asked;
            PositionSimilarity found;
            found.gridRows = found.gridColumns = 2;
            found.isLearned = true;
            found.values.assign(16, 0.0F);
            return found;
        };
        services.embeddingFilters = [](const ModelPtr&) -> EmbeddingFilters {
            throw Error("There are no filters.");
        };
        services.headImportance = [](const ModelPtr&, const DatasetPtr&, Split, int count, RunControl&,
                                     const Progress& progress) {
            progress(1.0, "muting");
            return HeadImportance{2, 3, count, 0.75, std::vector<float>(6, -0.5F), std::vector<float>(6)};
        };
        services.offsetAttention = [this](const ModelPtr&, const DatasetPtr&, Split, int, RunControl& control,
                                          const Progress& progress) -> OffsetAttention {
            progress(0.25, "averaging");
            while (control.checkpoint())
                QThread::msleep(1);
            stopped = true;
            throw Error("stopped");
        };
    }
};

std::unique_ptr<ModelAtlas> atlasOf(const Fake& fake)
{
    auto data = std::make_shared<Dataset>();
    data->testCount = 4;
    auto atlas =
        std::make_unique<ModelAtlas>(fake.services, std::make_shared<TrainedModel>(ModelInfo{}), data);
    atlas->show();
    return atlas;
}

template <typename T>
T* part(const ModelAtlas& atlas, const char* name)
{
    return atlas.pages()->currentWidget()->findChild<T*>(name);
}

} // namespace

class ModelAtlasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageIsComputedWhenItIsFirstShown()
    {
        Fake fake;
        const auto atlas = atlasOf(fake);
        QCOMPARE(atlas->pages()->count(), 4);
        QTRY_VERIFY(!part<QLabel>(*atlas, "atlasPicture")->pixmap().isNull());
        QCOMPARE(fake.asked.load(), 1);
        QVERIFY(part<QLabel>(*atlas, "atlasCaption")->text().contains("learned position embedding"));
        QVERIFY(!part<QProgressBar>(*atlas, "atlasProgress")->isVisible());
        atlas->pages()->setCurrentIndex(3);
        QTRY_VERIFY(part<QLabel>(*atlas, "atlasCaption")->text().contains("75.0 %"));
        atlas->pages()->setCurrentIndex(0);
        QCoreApplication::processEvents();
        QCOMPARE(fake.asked.load(), 1);
    }

    void whatFailsSaysWhy()
    {
        Fake fake;
        const auto atlas = atlasOf(fake);
        atlas->pages()->setCurrentIndex(1);
        QTRY_COMPARE(part<QLabel>(*atlas, "atlasCaption")->text(), QString("There are no filters."));
    }

    void longWorkShowsHowFarItIsAndStopsWithTheDialog()
    {
        Fake fake;
        {
            const auto atlas = atlasOf(fake);
            atlas->pages()->setCurrentIndex(2);
            QTRY_COMPARE(part<QProgressBar>(*atlas, "atlasProgress")->value(), 250);
            QVERIFY(part<QProgressBar>(*atlas, "atlasProgress")->isVisible());
        }
        QVERIFY(fake.stopped.load());
    }

    void aModelWithoutAttentionHasItsFiltersAlone()
    {
        Fake fake;
        ModelInfo info;
        info.spec.family = Family::Cnn;
        const ModelAtlas atlas(fake.services, std::make_shared<TrainedModel>(info),
                               std::make_shared<Dataset>());
        QCOMPARE(atlas.pages()->count(), 1);
    }
};

SACCADE_SUITE(ModelAtlasTest)
#include "model_atlas_test.moc"
