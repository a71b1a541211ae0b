// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/maps_export.h"

#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/out/whole_file.h"
#include "ui/window/path_field.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

struct Written
{
    QString npy;
    std::vector<float> values;
    std::vector<std::int64_t> shape;
    QJsonObject about;
};

Written written(const MapsToSave& maps, const Session& session, const QString& file)
{
    Written result;
    writeMaps(maps, session, file,
              [&result](const std::filesystem::path& npy, std::span<const float> values,
                        const std::vector<std::int64_t>& shape, const std::string& about) {
                  result.npy = fromPath(npy);
                  result.values.assign(values.begin(), values.end());
                  result.shape = shape;
                  result.about = QJsonDocument::fromJson(QByteArray::fromStdString(about)).object();
              });
    return result;
}

MethodMap map(int rows, int columns, float first, int layer)
{
    MethodMap result;
    result.rows = rows;
    result.columns = columns;
    result.values.assign(std::size_t(rows * columns), 0.0F);
    result.values[0] = first;
    result.layer = layer;
    return result;
}

} // namespace

class MapsExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attentionIsWrittenWholeWithAllSettings()
    {
        const QTemporaryDir here;
        Scene scene;
        scene.explanation = std::make_shared<const Explanation>(lookingAtItself({4, 4, true, 2, 3}));
        writeWhole(here.filePath("m.safetensors"), "weights");
        Session session;
        session.model = here.filePath("m.safetensors").toStdString();
        session.layer = 1;
        session.intervention.setFactor(0, 1, 0.0);
        const auto maps = mapsOf(scene);
        QVERIFY(maps.has_value());
        const Written file = written(*maps, session, here.filePath("maps.npy"));
        QCOMPARE(file.npy, here.filePath("maps.npy"));
        QVERIFY(file.shape == (std::vector<std::int64_t>{2, 3, 17, 17}));
        QVERIFY(file.values == scene.explanation->attention.values);
        QCOMPARE(file.about["file"].toString(), QString("maps.npy"));
        QCOMPARE(file.about["prefix_tokens"].toInt(), 1);
        const QJsonObject settings = file.about["settings"].toObject();
        QCOMPARE(settings["model"].toObject()["sha256"].toString(),
                 QString::fromLatin1(fileHash(here.filePath("m.safetensors"))));
        QCOMPARE(settings["attention"].toObject()["layer"].toInt(), 1);
        QCOMPARE(settings["intervention"].toObject()["heads"].toArray().size(), 1);
    }

    void aMethodsMapsAreWrittenOneBehindTheOther()
    {
        MethodResult method;
        method.request.method = "rollout";
        method.maps = {map(2, 3, 0.5F, 0), map(2, 3, -1.5F, 1)};
        Scene scene;
        scene.method = std::make_shared<const MethodResult>(method);
        const Written file = written(*mapsOf(scene), {}, "/tmp/any.txt");
        QCOMPARE(file.npy, QString("/tmp/any.npy"));
        QVERIFY(file.shape == (std::vector<std::int64_t>{2, 2, 3}));
        QCOMPARE(file.values[6], -1.5F);
        QCOMPARE(file.about["what"].toString(), QString("rollout"));
        QCOMPARE(file.about["maps"].toArray()[1].toObject()["layer"].toInt(), 1);
    }

    void mapsOfTwoSizesAreRefused()
    {
        MethodResult method;
        method.maps = {map(2, 3, 0.5F, 0), map(3, 2, 0.5F, 1)};
        Scene scene;
        scene.method = std::make_shared<const MethodResult>(method);
        QVERIFY_EXCEPTION_THROWN(mapsOf(scene), Error);
    }

    void withoutMapsThereIsNothingToWrite()
    {
        QVERIFY(!mapsOf(Scene()).has_value());
        Scene scene;
        scene.method = std::make_shared<const MethodResult>();
        QVERIFY(!mapsOf(scene).has_value());
    }
};

SACCADE_SUITE(MapsExportTest)
#include "maps_export_test.moc"
