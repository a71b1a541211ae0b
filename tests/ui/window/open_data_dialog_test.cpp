// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/open_data_dialog.h"

#include "tests/support/suite.h"
#include "tests/ui/window/fake_services.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>

using namespace saccade;
using namespace saccade::test;
using ui::OpenDataDialog;

class OpenDataDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void cleanupTestCase() { QSettings().clear(); }

    void cifar10IsFetchedWithOneClickInTheDialog()
    {
        FakeServices fake;
        OpenDataDialog dialog(fake.services);
        QSignalSpy opened(&dialog, &OpenDataDialog::opened);
        dialog.show();
        child<QPushButton>(dialog, "fetch")->click();
        auto* message = child<QLabel>(dialog, "fetchMessage");
        QTRY_COMPARE(message->text(), QString::fromUtf8("downloading · 42 %"));
        QCOMPARE(dialog.findChild<QProgressBar*>()->value(), 420);
        QVERIFY(!child<QPushButton>(dialog, "fetch")->isVisible());
        QVERIFY(child<QPushButton>(dialog, "cancelFetch")->isVisible());
        fake.release = true;
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), fake.folder.path() + "/cifar-10/cifar-10-batches-bin");
        QCOMPARE(fake.askedFolder, fake.folder.path() + "/cifar-10");
        QCOMPARE(fake.askedArchive, QString());
        QVERIFY(!dialog.isVisible());
    }

    void anArchiveAtHandIsUnpackedInstead()
    {
        FakeServices fake;
        fake.release = true;
        OpenDataDialog dialog(fake.services);
        QSignalSpy opened(&dialog, &OpenDataDialog::opened);
        dialog.show();
        child<QCheckBox>(dialog, "haveArchive")->click();
        auto* fetch = child<QPushButton>(dialog, "fetch");
        QVERIFY(!fetch->isEnabled());
        QVERIFY(fetch->toolTip().contains("there is no such file"));
        const QString archive = fake.folder.filePath("cifar-10-binary.tar.gz");
        writeFile(archive);
        type(dialog, "archive", archive);
        QVERIFY(fetch->isEnabled());
        fetch->click();
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(fake.askedArchive, archive);
    }

    void aCancelledDownloadOpensNothingAndCanBeginAgain()
    {
        FakeServices fake;
        OpenDataDialog dialog(fake.services);
        QSignalSpy opened(&dialog, &OpenDataDialog::opened);
        dialog.show();
        child<QPushButton>(dialog, "fetch")->click();
        child<QPushButton>(dialog, "cancelFetch")->click();
        QTRY_COMPARE(fake.returned.load(), 1);
        QTRY_VERIFY(child<QPushButton>(dialog, "fetch")->isVisible());
        QCOMPARE(child<QLabel>(dialog, "fetchMessage")->text(), QString("Cancelled."));
        QVERIFY(dialog.isVisible());
        QCOMPARE(opened.size(), 0);
        fake.release = true;
        child<QPushButton>(dialog, "fetch")->click();
        QTRY_COMPARE(opened.size(), 1);
    }

    void closingTheDialogEndsTheDownloadFirst()
    {
        FakeServices fake;
        OpenDataDialog dialog(fake.services);
        QSignalSpy opened(&dialog, &OpenDataDialog::opened);
        dialog.show();
        child<QPushButton>(dialog, "fetch")->click();
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog.isVisible());
        QCOMPARE(fake.returned.load(), 1);
        QCOMPARE(opened.size(), 0);
    }

    void aFailureIsShownAndTheDialogStays()
    {
        FakeServices fake;
        fake.fail = true;
        OpenDataDialog dialog(fake.services);
        dialog.show();
        child<QPushButton>(dialog, "fetch")->click();
        QTRY_COMPARE(child<QLabel>(dialog, "fetchMessage")->text(),
                     QString("The server does not answer; is there a network?"));
        QVERIFY(dialog.isVisible());
        QVERIFY(child<QPushButton>(dialog, "fetch")->isEnabled());
    }

    void destroyingTheDialogWhileFetchingEndsTheWork()
    {
        FakeServices fake;
        {
            OpenDataDialog dialog(fake.services);
            dialog.show();
            child<QPushButton>(dialog, "fetch")->click();
        }
        QCOMPARE(fake.returned.load(), 1);
    }

    void aFolderIsOpenedOnceItHoldsThePictures()
    {
        FakeServices fake;
        OpenDataDialog dialog(fake.services);
        QSignalSpy opened(&dialog, &OpenDataDialog::opened);
        auto* open = child<QPushButton>(dialog, "openFolder");
        QVERIFY(!open->isEnabled());
        QCOMPARE(open->toolTip(), QString("Choose the folder first."));
        type(dialog, "dataFolder", "/nowhere/at/all");
        QCOMPARE(open->toolTip(), QString("There is no such folder."));
        type(dialog, "dataFolder", fake.folder.path());
        QVERIFY(open->toolTip().contains("test_batch.bin"));
        QVERIFY(!open->isEnabled());
        writeFile(fake.folder.filePath("cifar-10-batches-bin/test_batch.bin"));
        type(dialog, "dataFolder", fake.folder.path() + "/");
        QVERIFY(open->isEnabled());
        open->click();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), fake.folder.path() + "/");
        // And it is there the next time.
        OpenDataDialog again(fake.services);
        QVERIFY(child<QPushButton>(again, "openFolder")->isEnabled());
        // The key that ends typing opens it too.
        again.show();
        QSignalSpy byKey(&again, &OpenDataDialog::opened);
        auto* field = child<QWidget>(again, "dataFolder")->findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(byKey.size(), 1);
    }

    void shapesAreOneClickAway()
    {
        FakeServices fake;
        OpenDataDialog dialog(fake.services);
        QSignalSpy opened(&dialog, &OpenDataDialog::opened);
        child<QPushButton>(dialog, "openShapes")->click();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QString("shapes"));
    }
};

SACCADE_SUITE(OpenDataDialogTest)
#include "open_data_dialog_test.moc"
