// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/preset_words.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"
#include "ui/window/open_data_dialog.h"
#include "ui/window/window_actions.h"
#include "ui/window/work_words.h"

#include "tests/support/suite.h"
#include "tests/ui/window/fake_services.h"

#include <QAction>
#include <QActionGroup>
#include <QFile>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace saccade;
using namespace saccade::ui;

namespace {

struct Message
{
    QString context;
    QString source;
    QString translation;
    QString state; ///< "unfinished" and the like; empty for a finished one
};

std::vector<Message> messages()
{
    QFile file(SACCADE_TRANSLATION);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", SACCADE_TRANSLATION);
    QXmlStreamReader xml(&file);
    std::vector<Message> all;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            all.push_back({context, {}, {}, QStringLiteral("missing")});
        else if (xml.name() == QLatin1String("source"))
            all.back().source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            all.back().state = xml.attributes().value("type").toString();
            all.back().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements);
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", SACCADE_TRANSLATION, qPrintable(xml.errorString()));
    return all;
}

QSet<QString> found(const QString& pattern, const QString& text)
{
    QSet<QString> all;
    auto matches = QRegularExpression(pattern).globalMatch(text);
    while (matches.hasNext())
        all += matches.next().captured();
    return all;
}

/// Names, keys and units, which are the same in Chinese.
bool mayStay(const QString& source)
{
    static const QStringList names{"Saccade", "CLS",     "GELU",    "ReLU",    "AdamW",
                                   "Adam",    "Muon",    "Dropout", "Shapes",  "fp32",
                                   "Qt",      "Inferno", "Magma",   "Viridis", "Grad-CAM"};
    static const QStringList others{"Shift",   "Enter",  "Esc", "k",  "M",
                                    "G",       "kB",     "MB",  "GB", "cifar-10-binary.tar.gz",
                                    "Adam β₁", "Adam β₂"};
    static const QRegularExpression placeholder("%[1-9n]");
    const QString words = QString(source).remove(placeholder).trimmed();
    static const QRegularExpression letters("[A-Za-z]");
    return !words.contains(letters) || names.contains(words) || others.contains(words);
}

/// Knows what was asked of the program's own texts, and what it had no answer to.
class Recorder : public QTranslator
{
public:
    mutable QSet<QString> asked;
    mutable QSet<QString> unknown;

    QString translate(const char* context, const char* source, const char* comment, int n) const override
    {
        const QString answer = QTranslator::translate(context, source, comment, n);
        const QString name = QString::fromUtf8(context) + ": " + QString::fromUtf8(source);
        if (name.startsWith("saccade") || name.startsWith("AttentionWords") ||
            name.startsWith("CloseButtons") || name.startsWith("Method")) {
            asked += name;
            if (answer.isEmpty())
                unknown += name;
        }
        return answer;
    }
};

} // namespace

class TranslationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void cleanup()
    {
        QSettings().clear();
        qDeleteAll(qApp->findChildren<QTranslator*>());
    }

    void everyTextIsTranslated()
    {
        const std::vector<Message> all = messages();
        QVERIFY(all.size() > 400);
        for (const Message& message : all) {
            QVERIFY2(message.state.isEmpty(), qPrintable(message.source + " is " + message.state));
            QVERIFY2(!message.translation.isEmpty(), qPrintable(message.source));
            QVERIFY2(message.translation != message.source || mayStay(message.source),
                     qPrintable(message.source));
        }
    }

    void placeholdersLinksAndBreaksAreKept()
    {
        for (const Message& message : messages())
            for (const char* pattern : {"%L?[1-9n]", "</?[a-z][^>]*>", "\\*\\.\\w+", "\n\n"})
                QVERIFY2(found(pattern, message.source) == found(pattern, message.translation),
                         qPrintable(message.source + " | " + message.translation));
    }

    void mnemonicsKeepTheirLetter()
    {
        static const QRegularExpression letter("&([A-Za-z])");
        for (const Message& message : messages()) {
            const QString source = letter.match(message.source).captured(1).toUpper();
            QVERIFY2(source == letter.match(message.translation).captured(1), qPrintable(message.source));
        }
    }

    void theWindowAsksForNothingThatIsUnknown()
    {
        Recorder recorder;
        QVERIFY(recorder.load("saccade_zh_CN", ":/i18n"));
        QCoreApplication::installTranslator(&recorder);
        test::FakeServices fake;
        const MainWindow window(fake.services);
        const OpenDataDialog dialog(fake.services);
        QVERIFY(recorder.asked.size() > 200);
        QVERIFY2(recorder.unknown.isEmpty(), qPrintable(recorder.unknown.values().join('\n')));
        QCOMPARE(window.menuBar()->actions().first()->text(), QString("文件(&F)"));
    }

    void everyPresetIsDescribedInTheWindowsLanguage()
    {
        saveLanguage("zh_CN");
        installTranslations(*qApp);
        for (const Preset& preset : presets())
            QVERIFY2(presetDescription(preset) != QString::fromStdString(preset.description),
                     preset.description.c_str());
    }

    void workIsToldInTheWindowsLanguage_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("told");
        QTest::newRow("a file") << "Reading data_batch_1.bin"
                                << "正在读取 data_batch_1.bin";
        QTest::newRow("a name with a percent sign") << "Checking 100%1 %2.tar.gz"
                                                    << "正在校验 100%1 %2.tar.gz";
        QTest::newRow("nothing that varies") << "Drawing Shapes"
                                             << "正在绘制 Shapes";
        QTest::newRow("two things that vary") << "CIFAR-10 is ready in /data/is ready"
                                              << "CIFAR-10 已就绪，位于 /data/is ready";
        QTest::newRow("a download at its start") << "Downloading c.tar.gz: 0.0 of 170.1 MB"
                                                 << "正在下载 c.tar.gz：0.0 / 170.1 MB";
        QTest::newRow("a download under way")
            << "Downloading c.tar.gz: 41.2 of 170.1 MB, 3.1 MB/s, about 42 seconds left"
            << "正在下载 c.tar.gz：41.2 / 170.1 MB，3.1 MB/s，大约还需 42 秒";
        QTest::newRow("one minute") << "Downloading c: 1.0 of 2.0 MB, 17.0 kB/s, about 1 minute left"
                                    << "正在下载 c：1.0 / 2.0 MB，17.0 kB/s，大约还需 1 分钟";
        QTest::newRow("what is not known here") << "Brewing tea"
                                                << "Brewing tea";
    }

    void workIsToldInTheWindowsLanguage()
    {
        QFETCH(const QString, said);
        QCOMPARE(workWords(said), said); // in English
        saveLanguage("zh_CN");
        installTranslations(*qApp);
        QTEST(workWords(said), "told");
    }

    void theSavedLanguageIsInstalled()
    {
        saveLanguage("en");
        installTranslations(*qApp);
        QCOMPARE(WindowActions(nullptr).openData->text(), QString("&Open data set…"));
        saveLanguage("zh_CN");
        installTranslations(*qApp);
        const WindowActions actions(nullptr);
        QCOMPARE(actions.openData->text(), QString("打开数据集(&O)…"));
        QCOMPARE(actions.openData->iconText(), QString("打开数据集…")); // what a tool button shows
    }

    void theDesktopsFirstLanguageThatIsSpokenIsTaken_data()
    {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QStringList>("desktop");
        QTest::addColumn<QString>("spoken");
        const QStringList english{"en-US", "en-Latn-US", "en", "zh-Hans-CN"};
        const QStringList chinese{"zh-Hans-CN", "zh-CN", "zh", "en-US"};
        QTest::newRow("English, then Chinese") << "system" << english << "en";
        QTest::newRow("Chinese, then English") << "system" << chinese << "zh_CN";
        QTest::newRow("German, then Chinese") << "system" << QStringList{"de-DE", "zh-CN"} << "zh_CN";
        QTest::newRow("Singapore") << "system" << QStringList{"zh-SG"} << "zh_CN";
        QTest::newRow("Traditional Chinese") << "system" << QStringList{"zh-Hant-TW", "zh-TW"} << "en";
        QTest::newRow("neither") << "system" << QStringList{"fr-FR"} << "en";
        QTest::newRow("English chosen") << "en" << chinese << "en";
        QTest::newRow("Chinese chosen") << "zh_CN" << english << "zh_CN";
    }

    void theDesktopsFirstLanguageThatIsSpokenIsTaken()
    {
        QFETCH(const QString, chosen);
        QFETCH(const QStringList, desktop);
        QTEST(spokenLanguage(chosen, desktop), "spoken");
    }

    void theChosenLanguageIsSavedAndTickedAtTheNextStart()
    {
        QCOMPARE(savedLanguage(), QString("system"));
        WindowActions first(nullptr);
        QCOMPARE(first.languages->checkedAction()->data().toString(), QString("system"));
        first.languages->actions().at(2)->trigger();
        QCOMPARE(savedLanguage(), QString("zh_CN"));
        const WindowActions next(nullptr);
        QCOMPARE(next.languages->checkedAction()->text(), QString("简体中文"));
        QSettings().setValue("language", "tlh");
        QCOMPARE(savedLanguage(), QString("system"));
    }
};

SACCADE_SUITE(TranslationTest)
#include "translation_test.moc"
