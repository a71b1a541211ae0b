// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include "tests/support/suite.h"
#include "tests/ui/training/fake_trainer.h"
#include "tests/ui/window/fake_services.h"
#include "ui/window/about_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QProgressBar>
#include <QPushButton>

using namespace saccade;
using namespace saccade::test;
using ui::ExportDialog;

class ExportDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportWritesTheFileAndSaysSo()
    {
        FakeServices fake;
        ExportDialog dialog(fake.services, fakeModel(), "tiny");
        QSignalSpy exported(&dialog, &ExportDialog::exported);
        dialog.show();
        child<QPushButton>(dialog, "export")->click();
        QVERIFY(!child<QPushButton>(dialog, "export")->isEnabled());
        QVERIFY(dialog.findChild<QProgressBar*>()->isVisible());
        fake.release = true;
        QTRY_COMPARE(exported.size(), 1);
        const QString file = fake.folder.filePath("tiny.safetensors");
        QCOMPARE(exported[0][0].toString(), file);
        QCOMPARE(QFileInfo(file).size(), qint64(3000));
        const QString message = child<QLabel>(dialog, "exportMessage")->text();
        QVERIFY2(message.contains(file) && message.contains("3 kB"), qPrintable(message));
        QCOMPARE(child<QPushButton>(dialog, "export")->text(), QString("Replace the file"));
    }

    void aFailedExportShowsItsSentence()
    {
        FakeServices fake;
        fake.fail = true;
        ExportDialog dialog(fake.services, fakeModel(), "tiny");
        dialog.show();
        child<QPushButton>(dialog, "export")->click();
        QTRY_COMPARE(child<QLabel>(dialog, "exportMessage")->text(), QString("The disk is full."));
        QVERIFY(child<QPushButton>(dialog, "export")->isEnabled());
    }

    void closingWhileWritingWaitsForTheFile()
    {
        FakeServices fake;
        ExportDialog dialog(fake.services, fakeModel(), "tiny");
        QSignalSpy exported(&dialog, &ExportDialog::exported);
        dialog.show();
        child<QPushButton>(dialog, "export")->click();
        child<QPushButton>(dialog, "close")->click();
        QVERIFY(dialog.isVisible());
        fake.release = true;
        QTRY_VERIFY(!dialog.isVisible());
        QCOMPARE(exported.size(), 1);
    }

    void aPathThatCannotBeWrittenIsExplained_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reason");
        QTest::newRow("none") << ""
                              << "Choose a file first.";
        QTest::newRow("folder") << QDir::tempPath() << "This is a folder; name a file in it.";
        QTest::newRow("ending") << QDir::tempPath() + "/a.bin"
                                << "The file's name must end in .safetensors.";
        QTest::newRow("no folder") << "/nowhere/a.safetensors"
                                   << "There is no folder /nowhere.";
    }
    void aPathThatCannotBeWrittenIsExplained()
    {
        QFETCH(QString, path);
        FakeServices fake;
        ExportDialog dialog(fake.services, fakeModel(), "tiny");
        type(dialog, "exportPath", path);
        QVERIFY(!child<QPushButton>(dialog, "export")->isEnabled());
        QTEST(child<QPushButton>(dialog, "export")->toolTip(), "reason");
    }

    void thePythonLinesAreCopiedWithThePathOfTheFile()
    {
        FakeServices fake;
        ExportDialog dialog(fake.services, fakeModel(), "tiny");
        type(dialog, "exportPath", "/tmp/a \"quoted\" näme.safetensors");
        child<QPushButton>(dialog, "copyPython")->click();
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(
            copied.contains(QString::fromUtf8("pathlib.Path(\"/tmp/a \\\"quoted\\\" näme.safetensors\"")));
        QVERIFY(copied.contains("from safetensors.torch import load_file"));
    }

    void thePythonLinesAreGoodPython()
    {
        const QString python = QStandardPaths::findExecutable("python3");
        if (python.isEmpty())
            QSKIP("python3 is not installed");
        QProcess process;
        process.start(python, {"-c", "import sys; compile(sys.stdin.buffer.read(), 'export', 'exec')"});
        process.write(ui::pythonLines(QString::fromUtf8("C:\\models\\a \"b\" ü.safetensors")).toUtf8());
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }

    void aboutTellsTheFactsAndCopiesThem()
    {
        ui::AboutDialog dialog({"LibTorch 2.6, OpenBLAS", "2 threads"});
        QVERIFY(child<QLabel>(dialog, "facts")->text().contains("LibTorch 2.6, OpenBLAS\n2 threads\nQt 6"));
        child<QPushButton>(dialog, "copy")->click();
        QCOMPARE(QApplication::clipboard()->text(), dialog.report());
        QVERIFY(dialog.report().startsWith("Saccade " SACCADE_VERSION "\nLibTorch 2.6, OpenBLAS\n"));
        QStringList words;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            words += label->text();
        QVERIFY(words.join(' ').contains("GNU General Public License, version 3"));
    }
};

SACCADE_SUITE(ExportDialogTest)
#include "export_dialog_test.moc"
