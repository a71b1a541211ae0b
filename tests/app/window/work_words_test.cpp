// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer_words.h"
#include "core/data/shapes.h"
#include "tests/support/suite.h"
#include "ui/window/language.h"
#include "ui/window/work_words.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTranslator>

using namespace saccade;
using namespace saccade::ui;

/// The window knows the sentences of work that it shares no code with.
class WorkWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        saveLanguage("zh_CN");
        installTranslations(*qApp);
    }
    void cleanup()
    {
        QSettings().clear();
        qDeleteAll(qApp->findChildren<QTranslator*>());
    }

    void shapes()
    {
        QStringList said;
        makeShapes(1, 10, 10, [&](double, const std::string& what) { said << QString::fromStdString(what); });
        QVERIFY(!said.isEmpty());
        for (const QString& what : said)
            QVERIFY2(workWords(what) != what, qPrintable(what));
    }

    void everySpeedOfADownload()
    {
        for (double speed = 0; speed < 1e9; speed = speed * 3 + 1) {
            const QString what = "Downloading c.tar.gz: " +
                                 QString::fromStdString(transferWords(5'000'000, 170'052'171, speed));
            const QString told = workWords(what);
            QVERIFY2(told.startsWith("正在下载 c.tar.gz：5.0 / 170.1 MB") && !told.contains("left"),
                     qPrintable(what));
        }
    }
};

SACCADE_SUITE(WorkWordsTest)
#include "work_words_test.moc"
