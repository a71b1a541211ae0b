// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include "core/values/python_lines.h"
#include "tests/support/suite.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "tests/ui/training/fake_trainer.h"
#include "tests/ui/window/fake_services.h"
#include "ui/window/about_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
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

    FakeServices m_fake;
    std::unique_ptr<ExportDialog> m_dialog;

    QPushButton* button(const char* name) { return child<QPushButton>(*m_dialog, name); }
    QString message() { return child<QLabel>(*m_dialog, "exportMessage")->text(); }
    QString python() { return child<QPlainTextEdit>(*m_dialog, "python")->toPlainText(); }
    void choose(const char* field, int data)
    {
        auto* combo = child<QComboBox>(*m_dialog, field);
        combo->setCurrentIndex(combo->findData(data));
    }
    void make(const ModelSpec& spec = {}, const DatasetPtr& data = samplePictures(1, 70))
    {
        ModelInfo info;
        info.spec = spec;
        m_dialog =
            std::make_unique<ExportDialog>(m_fake.services, std::make_shared<FakeModel>(info), data, "tiny");
        m_dialog->show();
    }

private Q_SLOTS:
    void init()
    {
        m_fake.release = false;
        m_fake.fail = false;
        make();
    }
    void cleanup()
    {
        m_dialog.reset();
        QDir(m_fake.folder.path()).removeRecursively();
        QDir().mkpath(m_fake.folder.path());
    }

    void exportWritesTheFileAndSaysWhatAskingItHasShown()
    {
        QSignalSpy exported(m_dialog.get(), &ExportDialog::exported);
        button("export")->click();
        QVERIFY(!button("export")->isEnabled());
        QVERIFY(m_dialog->findChild<QProgressBar*>()->isVisible());
        QTRY_COMPARE(m_dialog->findChild<QProgressBar*>()->value(), 25);
        m_fake.release = true;
        QTRY_COMPARE(exported.size(), 1);
        const QString file = m_fake.folder.filePath("tiny.safetensors");
        QCOMPARE(exported[0][0].toString(), file);
        QCOMPARE(QFileInfo(file).size(), qint64(3000));
        QVERIFY2(message().contains(file) && message().contains("3 kB"), qPrintable(message()));
        QVERIFY2(message().contains("64 test pictures of Sample: 63 get the same class, and no logit differs "
                                    "by more than 2.0e-05."),
                 qPrintable(message()));
        QVERIFY(m_fake.askedData != nullptr);
        QCOMPARE(button("export")->text(), QString("Replace the file"));
    }

    void eachFormatIsExplainedAndWrittenAsItIsNamed_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("purpose");
        QTest::addColumn<QString>("python");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("found");
        QTest::newRow("safetensors") << int(ExportFormat::Safetensors) << "timm's names"
                                     << "model.load_state_dict(load_file("
                                     << "tiny.safetensors"
                                     << "63 get the same class";
        QTest::newRow("Hugging Face") << int(ExportFormat::HuggingFace) << "Hugging Face hub"
                                      << "ViTForImageClassification.from_pretrained(folder"
                                      << "tiny"
                                      << "63 get the same class";
        QTest::newRow("ONNX") << int(ExportFormat::Onnx) << "ONNX Runtime"
                              << "onnxruntime.InferenceSession("
                              << "tiny.onnx"
                              << "214 nodes";
        QTest::newRow("TorchScript") << int(ExportFormat::TorchScript) << "legacy"
                                     << "torch.jit.load("
                                     << "tiny.pt"
                                     << "63 get the same class";
    }
    void eachFormatIsExplainedAndWrittenAsItIsNamed()
    {
        QFETCH(int, format);
        QFETCH(QString, purpose);
        QFETCH(QString, file);
        QFETCH(QString, found);
        choose("exportFormat", format);
        QVERIFY(child<QLabel>(*m_dialog, "exportAbout")->text().contains(purpose));
        QFETCH(QString, python);
        QVERIFY2(this->python().contains(python), qPrintable(this->python()));
        QVERIFY(this->python().contains('"' + m_fake.folder.filePath(file) + '"'));
        QSignalSpy exported(m_dialog.get(), &ExportDialog::exported);
        m_fake.release = true;
        button("export")->click();
        QTRY_COMPARE(exported.size(), 1);
        QCOMPARE(exported[0][0].toString(), m_fake.folder.filePath(file));
        QCOMPARE(int(m_fake.askedOptions.format), format);
        QVERIFY2(message().contains(found), qPrintable(message()));
        QVERIFY(button("export")->text().startsWith("Replace the"));
    }

    void whatWasNotCheckedIsSaid()
    {
        choose("exportFormat", int(ExportFormat::Onnx));
        m_fake.release = true;
        button("export")->click();
        QTRY_VERIFY(message().contains("Not run: this program has no runtime for ONNX."));
        make({}, nullptr);
        button("export")->click();
        QTRY_VERIFY(message().contains("64 random pictures"));
    }

    void numbersOfHalfTheSizeAreOfferedWhereTheFormatHasThem()
    {
        auto* numbers = child<QComboBox>(*m_dialog, "exportNumbers");
        choose("exportNumbers", int(WeightType::Bf16));
        choose("exportFormat", int(ExportFormat::TorchScript));
        QVERIFY(!numbers->isEnabled());
        QCOMPARE(numbers->toolTip(), QString("Files of this format are always written in fp32."));
        m_fake.release = true;
        button("export")->click();
        QTRY_VERIFY(!message().isEmpty());
        QCOMPARE(m_fake.askedOptions.weights, WeightType::Fp32);
        choose("exportFormat", int(ExportFormat::HuggingFace));
        button("export")->click();
        QTRY_VERIFY(!message().isEmpty());
        QCOMPARE(m_fake.askedOptions.weights, WeightType::Bf16);
    }

    void attentionIsAnOutputOfOnnxWhereTheModelHasIt()
    {
        auto* attention = child<QCheckBox>(*m_dialog, "exportAttention");
        QVERIFY(!attention->isVisible());
        choose("exportFormat", int(ExportFormat::Onnx));
        QVERIFY(attention->isVisible());
        attention->click();
        QVERIFY(python().contains("answer[1].shape"));
        m_fake.release = true;
        button("export")->click();
        QTRY_VERIFY(!message().isEmpty());
        QVERIFY(m_fake.askedOptions.withAttention);

        ModelSpec cnn;
        cnn.family = Family::Cnn;
        make(cnn);
        choose("exportFormat", int(ExportFormat::Onnx));
        QVERIFY(!child<QCheckBox>(*m_dialog, "exportAttention")->isVisible());
        QVERIFY(child<QLabel>(*m_dialog, "exportAbout")->text().contains("no attention to put out"));
        choose("exportFormat", int(ExportFormat::HuggingFace));
        QVERIFY(child<QLabel>(*m_dialog, "exportAbout")->text().contains("saccade_model.py"));
        QVERIFY(python().contains("from saccade_model import load"));
    }

    void aFailedExportShowsItsSentence()
    {
        m_fake.fail = true;
        button("export")->click();
        QTRY_COMPARE(message(), QString("The disk is full."));
        QVERIFY(button("export")->isEnabled());
    }

    void anExportCanBeStoppedAndThenNothingIsThere()
    {
        button("export")->click();
        QCOMPARE(button("close")->text(), QString("Cancel"));
        button("close")->click();
        QTRY_COMPARE(message(), QString("Stopped. Nothing was written."));
        QVERIFY(m_dialog->isVisible());
        QCOMPARE(button("close")->text(), QString("Close"));
        QVERIFY(!QFileInfo::exists(m_fake.folder.filePath("tiny.safetensors")));
    }

    void closingWhileWritingStopsIt()
    {
        QSignalSpy exported(m_dialog.get(), &ExportDialog::exported);
        button("export")->click();
        m_dialog->reject();
        QTRY_VERIFY(!m_dialog->isVisible());
        QCOMPARE(exported.size(), 0);
    }

    void aPathThatCannotBeWrittenIsExplained_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reason");
        const int file = int(ExportFormat::Safetensors);
        QTest::newRow("none") << file << ""
                              << "Choose a file first.";
        QTest::newRow("folder") << file << QDir::tempPath() << "This is a folder; name a file in it.";
        QTest::newRow("ending") << file << QDir::tempPath() + "/a.bin"
                                << "The file's name must end in .safetensors.";
        QTest::newRow("ending of ONNX") << int(ExportFormat::Onnx) << QDir::tempPath() + "/a.pt"
                                        << "The file's name must end in .onnx.";
        QTest::newRow("no folder") << file << "/nowhere/a.safetensors"
                                   << "There is no folder /nowhere.";
        QTest::newRow("a file for a folder")
            << int(ExportFormat::HuggingFace) << QCoreApplication::applicationFilePath()
            << "This is a file; name a folder.";
    }
    void aPathThatCannotBeWrittenIsExplained()
    {
        QFETCH(int, format);
        QFETCH(QString, path);
        choose("exportFormat", format);
        type(*m_dialog, "exportPath", path);
        QVERIFY(!button("export")->isEnabled());
        QTEST(button("export")->toolTip(), "reason");
    }

    void thePythonLinesAreCopiedWithThePathOfTheFile()
    {
        type(*m_dialog, "exportPath", "/tmp/a \"quoted\" näme.safetensors");
        button("copyPython")->click();
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains(QString::fromUtf8("(\"/tmp/a \\\"quoted\\\" näme.safetensors\"")));
        QVERIFY(copied.contains("from safetensors.torch import load_file"));
    }

    void thePythonLinesAreGoodPython_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("family");
        for (const int format : {0, 1, 2, 3})
            for (const int family : {0, 1, 2})
                QTest::addRow("format %d, family %d", format, family) << format << family;
    }
    void thePythonLinesAreGoodPython()
    {
        QFETCH(int, format);
        QFETCH(int, family);
        ModelInfo info;
        info.spec.family = Family(family);
        ExportOptions how;
        how.format = ExportFormat(format);
        how.withAttention = true;
        checkPython(pythonLines(info, how, "C:\\models\\a \"b\" ü.safetensors"));
        checkPython(conversionLines("C:\\models\\a \"b\" ü.pth"));
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

private:
    static void checkPython(const std::string& lines)
    {
        const QString python = QStandardPaths::findExecutable("python3");
        if (python.isEmpty())
            QSKIP("python3 is not installed");
        QProcess process;
        process.start(python, {"-c", "import sys; compile(sys.stdin.buffer.read(), 'export', 'exec')"});
        process.write(QByteArray::fromStdString(lines));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }
};

SACCADE_SUITE(ExportDialogTest)
#include "export_dialog_test.moc"
