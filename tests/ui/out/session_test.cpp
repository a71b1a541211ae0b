// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/session.h"

#include "core/values/error.h"
#include "tests/support/suite.h"
#include "ui/out/session_file.h"
#include "ui/out/whole_file.h"

#include <QDir>
#include <QImage>
#include <QTemporaryDir>

using namespace saccade;
using namespace saccade::ui;

namespace {

Session unusual()
{
    Session session;
    session.dataset = "/data/Bilder äöü/cifar";
    session.model = "/models/one.safetensors";
    session.modelHash = std::string(64, 'a');
    session.modelHeads = 5;
    session.picture = PictureRef{Split::Train, 17};
    session.layer = 3;
    session.head = 2;
    session.query = Query::ofPatch(4, 5);
    session.isPinned = true;
    session.method = "rollout";
    session.classIndex = 7;
    session.against = 1;
    session.fuse = HeadFuse::Max;
    session.discard = 0.3;
    session.intervention.setFactor(1, 0, 0.25);
    session.intervention.setFactor(0, 2, 0.0);
    session.intervention.setPainted(9, true);
    session.intervention.setPainted(4, true);
    session.intervention.fill = PatchFill::Blur;
    session.grid = {"value-weighted", HeadOrder::Entropy, true};
    session.colourMap = ColourMap::Viridis;
    session.signedColourMap = ColourMap::BlueDarkOrange;
    session.opacity = 35;
    session.isSmooth = false;
    session.scale = {true, true};
    session.workspace = "Train";
    return session;
}

QString faultOf(const QByteArray& text)
{
    try {
        readSessionText(text.toStdString(), "x.saccade");
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// What a test says instead of the part of a whole session.
QByteArray withInstead(const char* part, const char* instead)
{
    QByteArray text = QByteArray::fromStdString(sessionText(unusual()));
    if (!text.contains(part))
        qFatal("the session has no %s", part);
    return text.replace(part, instead);
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain()
    {
        QVERIFY(readSessionText(sessionText(unusual()), "x") == unusual());
        Session own = unusual();
        own.picture.reset();
        own.pictureFile = "mine-files/picture.png";
        own.pictureName = "holiday";
        own.fit = PictureFit::Letterbox;
        own.query = Query::ofCls();
        own.classIndex.reset();
        own.against.reset();
        QVERIFY(readSessionText(sessionText(own), "x") == own);
        own.query.reset();
        own.isPinned = false;
        own.model.clear();
        QVERIFY(readSessionText(sessionText(own), "x") == own);
    }

    void whatIsMissingIsAsAtFirst()
    {
        QVERIFY(readSessionText(R"({"saccade_session": 1})", "x") == Session());
    }

    void whatMakesNoSenseIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("no JSON") << QByteArray("weights") << "a session";
        QTest::newRow("other JSON") << QByteArray(R"({"a": 1})") << "a session";
        QTest::newRow("a list") << QByteArray("[1]") << "a session";
        QTest::newRow("a later version")
            << withInstead("\"saccade_session\": 1", "\"saccade_session\": 2") << "version 2";
        QTest::newRow("method") << withInstead("\"rollout\"", "\"magic\"") << "magic";
        QTest::newRow("query") << withInstead("\"4,5\"", "\"4;5\"") << "4;5";
        QTest::newRow("negative query") << withInstead("\"4,5\"", "\"-4,5\"") << "-4,5";
        QTest::newRow("factor") << withInstead("0.25", "2.5") << "intervention.heads";
        QTest::newRow("colours") << withInstead("\"viridis\"", "\"blue-white-orange\"") << "look.colours";
        QTest::newRow("opacity") << withInstead("\"opacity\": 35", "\"opacity\": \"much\"") << "opacity";
        QTest::newRow("discard") << withInstead("0.3", "1.5") << "method.discard";
    }

    void whatMakesNoSenseIsNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, named);
        QVERIFY2(faultOf(text).contains(named), qPrintable(faultOf(text)));
    }

    void filesBesideTheSessionMoveWithIt()
    {
        const QTemporaryDir here;
        QVERIFY(QDir(here.path()).mkpath("a"));
        writeWhole(here.filePath("a/model.safetensors"), "weights");
        SessionToSave what{unusual(), nullptr, nullptr};
        what.session.model = here.filePath("a/model.safetensors").toStdString();
        writeSession(what, here.filePath("a/view.saccade"), {});
        QVERIFY(QDir(here.path()).rename("a", "b"));
        const Session read = readSession(here.filePath("b/view.saccade"));
        QCOMPARE(QString::fromStdString(read.model), here.filePath("b/model.safetensors"));
        QCOMPARE(QString::fromStdString(read.modelHash), // of "weights"
                 QString("9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c"));
    }

    void aPictureWithoutAFileIsWrittenBesideTheSession()
    {
        const QTemporaryDir here;
        SessionToSave what{unusual(), nullptr, std::make_shared<const Image>(3, 2)};
        what.session.picture.reset();
        what.session.model.clear();
        writeSession(what, here.filePath("view.saccade"), {});
        const Session read = readSession(here.filePath("view.saccade"));
        QCOMPARE(QString::fromStdString(read.pictureFile), here.filePath("view-files/picture.png"));
        QCOMPARE(QImage(here.filePath("view-files/picture.png")).size(), QSize(3, 2));
    }

    void aFileThatCannotBeWrittenIsNamedAndLeavesNothing()
    {
        const QTemporaryDir here;
        const QString nowhere = here.filePath("nowhere/a");
        try {
            writeWhole(nowhere, "x");
            QFAIL("there is no such folder");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains("nowhere"), error.what());
        }
        QVERIFY_EXCEPTION_THROWN(readSession(nowhere), Error);
        QVERIFY(QDir(here.path()).isEmpty());
    }
};

SACCADE_SUITE(SessionTest)
#include "session_test.moc"
