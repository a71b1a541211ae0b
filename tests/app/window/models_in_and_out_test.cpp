// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/inspector/bar_list.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/window/code_file_dialog.h"
#include "ui/window/export_dialog.h"
#include "ui/window/heads_dialog.h"
#include "ui/window/model_notes.h"
#include "ui/window/path_field.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <cmath>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

double distance(const std::vector<float>& a, const std::vector<float>& b)
{
    if (a.size() != b.size())
        return INFINITY;
    double furthest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        furthest = std::max(furthest, std::abs(double(a[i]) - double(b[i])));
    return furthest;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// The same weights as another program would have written them: nothing of ours in the file's metadata.
void writeAsStranger(const QString& from, const QString& to)
{
    const SafetensorsFile file = SafetensorsFile::read(ui::toPath(from));
    std::vector<TensorToWrite> tensors;
    for (const TensorEntry& entry : file.tensors())
        tensors.push_back({entry.name, entry.dtype, entry.shape, file.bytes(entry)});
    writeSafetensors(ui::toPath(to), std::move(tensors), {});
}

} // namespace

/// Models leave the real window in every format, and those of other programs are opened in it.
class ModelsInAndOutTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<RealWindow> m_real;

    ui::MainWindow& window() { return m_real->window(); }
    ui::Workbench& bench() { return *window().workbench(); }
    QString path(const QString& name) const { return m_real->path(name); }

    /// The model in view as a vision transformer of transformers, which does not say how many heads it has;
    /// its first class is called tench.
    QString stranger()
    {
        RunControl control;
        ExportOptions how;
        how.format = ExportFormat::HuggingFace;
        m_real->services().exportModel(bench().model(), ui::toPath(path("ours")), how, nullptr, control, {});
        QDir().mkpath(path("theirs"));
        QJsonObject config = QJsonDocument::fromJson(contents(path("ours/config.json"))).object();
        config.remove("num_attention_heads");
        QJsonObject names = config["id2label"].toObject();
        names["0"] = "tench";
        config["id2label"] = names;
        write(path("theirs/config.json"), QJsonDocument(config).toJson());
        write(path("theirs/preprocessor_config.json"), contents(path("ours/preprocessor_config.json")));
        writeAsStranger(path("ours/model.safetensors"), path("theirs/model.safetensors"));
        return path("theirs/model.safetensors");
    }

private Q_SLOTS:
    void init()
    {
        m_real = std::make_unique<RealWindow>();
        QVERIFY(m_real->open());
        const int before = m_real->explanations();
        bench().makeUntrainedModel(smallModel(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_real->explanations() > before, Patience);
        QCOMPARE(bench().model()->info().spec.dim, smallModel().dim);
    }
    void cleanup() { m_real.reset(); }

    void everyFormatIsWrittenByClicksAndComparedOnRealPictures()
    {
        window().actions()->exportModel->trigger();
        auto* dialog = window().findChild<ui::ExportDialog*>();
        QVERIFY(dialog && QTest::qWaitForWindowExposed(dialog) && RealWindow::activate(*dialog));
        auto* format = dialog->findChild<QComboBox*>("exportFormat");
        auto* message = dialog->findChild<QLabel*>("exportMessage");
        QSignalSpy exported(dialog, &ui::ExportDialog::exported);
        for (int i = 0; i < 4; ++i) {
            format->setFocus();
            if (i > 0)
                QTest::keyClick(dialog->windowHandle(), Qt::Key_Down);
            QCOMPARE(format->currentIndex(), i);
            click(*dialog->findChild<QPushButton*>("export"));
            QTRY_COMPARE_WITH_TIMEOUT(exported.size(), i + 1, Patience);
            const bool isOnnx = ExportFormat(i) == ExportFormat::Onnx;
            QVERIFY2(message->text().contains(isOnnx ? "the model's, bit for bit. Not run"
                                                     : "64 test pictures of Shapes: 64 get the same class"),
                     qPrintable(message->text()));
            const QFileInfo written(exported[i][0].toString());
            QVERIFY(written.exists());
            QVERIFY(QDir(written.absolutePath()) == QDir(path({})));
        }
        const QStringList left = QDir(path({})).entryList({".saccade-*"}, QDir::AllEntries | QDir::Hidden);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(' ')));
        const QDir folder(exported[1][0].toString());
        for (const char* name : {"config.json", "preprocessor_config.json", "README.md", "model.safetensors"})
            QVERIFY2(folder.exists(name), name);
        click(*dialog->findChild<QPushButton*>("close"));
        QTRY_VERIFY(!window().findChild<ui::ExportDialog*>());
    }

    void aModelOfAnotherProgramAsksForItsHeadsAndIsTheSameModel()
    {
        const auto said = m_real->services().explain(bench().model(), bench().shown()->pixels);
        const QString file = stranger();
        const ModelPtr before = bench().model();
        window().openModel(file);
        QTRY_VERIFY_WITH_TIMEOUT(window().findChild<ui::HeadsDialog*>(), Patience);
        auto* dialog = window().findChild<ui::HeadsDialog*>();
        QVERIFY(QTest::qWaitForWindowExposed(dialog) && RealWindow::activate(*dialog));
        QVERIFY(dialog->findChild<QLabel*>("headsAbout")->text().contains("model.safetensors"));
        QCOMPARE(bench().model(), before); // nothing is lost while it is asked
        auto* heads = dialog->findChild<QComboBox*>("heads");
        QCOMPARE(heads->count(), 2); // of 32: one of 32, two of 16
        heads->setFocus();
        QTest::keyClick(dialog->windowHandle(), Qt::Key_Down);
        QCOMPARE(heads->currentData().toInt(), 2);
        const int asked = m_real->explanations();
        click(*dialog->findChild<QPushButton*>("openWithHeads"));
        QTRY_VERIFY_WITH_TIMEOUT(m_real->explanations() > asked, Patience);
        QVERIFY(bench().model() != before);
        QVERIFY(bench().model()->info().spec == before->info().spec);
        QVERIFY(distance(m_real->explained()->logits, said.logits) < 1e-4);
        QVERIFY(distance(m_real->explained()->attention.values, said.attention.values) < 1e-5);

        const QStringList names = window().attention()->scene()->classNames;
        QCOMPARE(names.first(), QString("tench"));
        bool isListed = false;
        for (const auto& row :
             window().attention()->inspector()->findChild<ui::BarList*>("probabilities")->rows())
            isListed = isListed || row.name.startsWith("tench");
        QVERIFY(isListed);

        auto* notes = window().findChild<ui::ModelNotes*>();
        QVERIFY(notes->isVisible());
        const QString words = notes->findChild<QLabel*>("modelNotesText")->text();
        QVERIFY2(words.contains("The names of the 10 classes are those of config.json."), qPrintable(words));
        QVERIFY2(words.contains("normalised as preprocessor_config.json says"), qPrintable(words));
        click(*notes->findChild<QToolButton*>("closeModelNotes"));
        QVERIFY(!notes->isVisible());
    }

    void aModelOfAnotherSizeLooksAtOwnPicturesOfThatSize()
    {
        const QString file = stranger();
        const ModelPtr large =
            m_real->services().openModelWith(ui::toPath(file), {.heads = 2, .imageSize = 64});
        bench().setModel(large);
        QVERIFY(window().attention()->scene()->message.contains("64 × 64"));
        const QString words = window().findChild<ui::ModelNotes*>()->findChild<QLabel*>()->text();
        QVERIFY2(words.contains("from 8 × 8 patches to 16 × 16"), qPrintable(words));

        const int asked = m_real->explanations();
        Image own(100, 80);
        for (std::size_t i = 0; i < own.rgb.size(); ++i)
            own.rgb[i] = std::uint8_t(i * 7);
        bench().setOwnPicture(std::make_shared<const Image>(own), "mine");
        QTRY_VERIFY_WITH_TIMEOUT(m_real->explanations() > asked, Patience);
        QCOMPARE(bench().shown()->pixels.width, 64);
        QCOMPARE(m_real->explained()->attention.gridRows, 16);
        const auto said = m_real->services().explain(large, bench().shown()->pixels).logits;
        QVERIFY(distance(m_real->explained()->logits, said) < 1e-5);
    }

    void aFileThatCanRunCodeIsRefusedWithTheLinesThatConvertIt()
    {
        write(path("theirs.pth"), "PK");
        const ModelPtr before = bench().model();
        window().openModel(path("theirs.pth"));
        QTRY_VERIFY_WITH_TIMEOUT(window().findChild<ui::CodeFileDialog*>(), Patience);
        auto* dialog = window().findChild<ui::CodeFileDialog*>();
        QVERIFY(QTest::qWaitForWindowExposed(dialog) && RealWindow::activate(*dialog));
        QVERIFY(dialog->findChild<QLabel*>("codeFileAbout")->text().contains("can run code"));
        click(*dialog->findChild<QPushButton*>("copyPython"));
        const QString copied = QApplication::clipboard()->text();
        QCOMPARE(copied.count('\n'), 1); // two lines
        QVERIFY2(copied.contains("torch.load(\"" + path("theirs.pth") + "\"") &&
                     copied.contains("weights_only=True") && copied.contains("theirs.safetensors"),
                 qPrintable(copied));
        QCOMPARE(bench().model(), before);
    }

    void whatCannotBeBuiltIsRefusedByTheTensorsName()
    {
        const QString file = stranger();
        const SafetensorsFile whole = SafetensorsFile::read(ui::toPath(file));
        std::vector<TensorToWrite> tensors;
        for (const TensorEntry& entry : whole.tensors())
            tensors.push_back(
                {entry.name == "vit.embeddings.cls_token" ? "vit.embeddings.distillation_token" : entry.name,
                 entry.dtype, entry.shape, whole.bytes(entry)});
        writeSafetensors(ui::toPath(path("other.safetensors")), std::move(tensors), {});
        QSignalSpy failed(&bench(), &ui::Workbench::failed);
        bench().openModel(path("other.safetensors"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);
        const QString sentence = failed[0][0].toString();
        QVERIFY2(sentence.contains("vit.embeddings.distillation_token") &&
                     sentence.contains("a distillation token"),
                 qPrintable(sentence));
    }
};

SACCADE_SUITE(ModelsInAndOutTest)
#include "models_in_and_out_test.moc"
