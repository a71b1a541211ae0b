// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/action_list.h"
#include "ui/window/command_palette.h"
#include "ui/window/fuzzy_match.h"
#include "ui/window/shortcuts_dialog.h"

#include "tests/support/suite.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>

using namespace saccade::ui;

namespace {

/// A menu bar as the window has it, with one action that cannot be used.
struct Menus
{
    QMenuBar bar;
    QAction* open;
    QAction* pause;
    QAction* exportModel;
    QAction* dark;

    Menus()
    {
        QMenu* file = bar.addMenu("&File");
        open = file->addAction("&Open Data Set…");
        open->setShortcut(Qt::CTRL | Qt::Key_O);
        file->addSeparator();
        exportModel = file->addAction("&Export Model…");
        exportModel->setEnabled(false);
        exportModel->setToolTip("There is no model yet: train one, or open one.");
        QMenu* run = bar.addMenu("&Run && Train");
        pause = run->addAction("Pause");
        pause->setShortcuts({Qt::CTRL | Qt::Key_R, Qt::Key_Pause});
        QMenu* theme = bar.addMenu("&View")->addMenu("Theme");
        dark = theme->addAction("Dark");
    }
};

QStringList names(const QList<QAction*>& actions)
{
    QStringList names;
    for (const QAction* action : actions)
        names += plainText(*action);
    return names;
}

QStringList texts(const QWidget& widget)
{
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        texts += label->text();
    return texts;
}

} // namespace

class ActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actionsAreGroupedByMenuWithoutSeparators()
    {
        const Menus menus;
        const QList<ActionGroup> groups = actionGroups(menus.bar);
        QCOMPARE(groups.size(), 3);
        QCOMPARE(groups[0].title, QString("File"));
        QCOMPARE(names(groups[0].actions), QStringList({"Open Data Set", "Export Model"}));
        QCOMPARE(groups[1].title, QString("Run & Train"));
        QCOMPARE(names(groups[2].actions), QStringList{"Dark"});
    }

    void aReasonIsTheTooltipOfADisabledAction()
    {
        const Menus menus;
        QCOMPARE(reasonOf(*menus.exportModel), QString("There is no model yet: train one, or open one."));
        QCOMPARE(reasonOf(*menus.open), QString());
        menus.dark->setEnabled(false); // has no tooltip of its own
        QCOMPARE(reasonOf(*menus.dark), QString());
    }

    void aBracketedMnemonicIsNoPartOfTheWords()
    {
        QAction open("打开(&O)…");
        QCOMPARE(plainText(open), QString("打开"));
        open.setText("Save (&As)"); // no mnemonic stands alone in these brackets
        QCOMPARE(plainText(open), QString("Save (As)"));
    }

    void theKeysDialogShowsEveryActionWithAllItsKeys()
    {
        const Menus menus;
        QList<ActionGroup> groups = actionGroups(menus.bar);
        groups += ActionGroup{"Picture", {}, {{"Shift", "Hold: the picture alone"}}};
        const ShortcutsDialog dialog(groups);
        const QStringList shown = texts(dialog);
        for (const char* text : {"File", "Open Data Set", "Export Model", "Pause", "Dark", "Picture",
                                 "Hold: the picture alone", "Shift"})
            QVERIFY2(shown.contains(text), text);
        for (const QKeySequence& keys : menus.pause->shortcuts())
            QVERIFY(shown.contains(keys.toString(QKeySequence::NativeText)));
    }

    void theKeysDialogFollowsAChangedShortcut()
    {
        const Menus menus;
        menus.open->setShortcut(Qt::CTRL | Qt::Key_J);
        const ShortcutsDialog dialog(actionGroups(menus.bar));
        QVERIFY(
            texts(dialog).contains(QKeySequence(Qt::CTRL | Qt::Key_J).toString(QKeySequence::NativeText)));
    }

    void lettersMatchInOrderWhateverTheirCase()
    {
        QVERIFY(fuzzyMatch("odS", "Open Data Set"));
        QVERIFY(fuzzyMatch("open set", "Open Data Set"));
        QVERIFY(!fuzzyMatch("sdo", "Open Data Set"));
        QVERIFY(!fuzzyMatch("openn", "Open Data Set"));
        QVERIFY(!fuzzyMatch("abc", "ab"));
        QCOMPARE(fuzzyMatch("", "anything")->score, 0);
    }

    void wordStartsAndRunsOfLettersAreBetter()
    {
        QVERIFY(fuzzyMatch("hl", "Halve Learning rate")->score > fuzzyMatch("hl", "Show all")->score);
        QVERIFY(fuzzyMatch("open", "Open Model")->score > fuzzyMatch("open", "Stop after epoch end")->score);
        QVERIFY(fuzzyMatch("pause", "Pause")->score > fuzzyMatch("pause", "Play a useful sequence")->score);
        QCOMPARE(fuzzyMatch("ds", "Open Data Set")->positions, QList<int>({5, 10}));
    }

    void thePaletteFindsAndTriggersOnEnter()
    {
        const Menus menus;
        QSignalSpy triggered(menus.pause, &QAction::triggered);
        CommandPalette palette(actionGroups(menus.bar));
        palette.show();
        QCOMPARE(palette.listed().size(), 4);
        auto* query = palette.findChild<QLineEdit*>();
        QTest::keyClicks(query, "pau");
        QCOMPARE(names(palette.listed()), QStringList{"Pause"});
        QTest::keyClick(query, Qt::Key_Return);
        QCOMPARE(triggered.size(), 1);
        QVERIFY(!palette.isVisible());
    }

    void arrowsMoveThroughTheListWhileTyping()
    {
        const Menus menus;
        QSignalSpy triggered(menus.pause, &QAction::triggered);
        CommandPalette palette(actionGroups(menus.bar));
        palette.show();
        auto* query = palette.findChild<QLineEdit*>();
        // What cannot be used comes last where nothing was typed.
        QCOMPARE(names(palette.listed()), QStringList({"Open Data Set", "Pause", "Dark", "Export Model"}));
        QTest::keyClick(query, Qt::Key_Down);
        QTest::keyClick(query, Qt::Key_Down);
        QTest::keyClick(query, Qt::Key_Up);
        QCOMPARE(palette.findChild<QListWidget*>()->currentRow(), 1);
        QTest::keyClick(query, Qt::Key_Enter);
        QCOMPARE(triggered.size(), 1);
    }

    void whatCannotBeUsedIsListedSaysWhyAndDoesNothing()
    {
        const Menus menus;
        QSignalSpy triggered(menus.exportModel, &QAction::triggered);
        CommandPalette palette(actionGroups(menus.bar));
        palette.show();
        auto* query = palette.findChild<QLineEdit*>();
        QTest::keyClicks(query, "export");
        auto* reason = palette.findChild<QLabel*>("reason");
        QVERIFY(reason->isVisible());
        QCOMPARE(reason->text(), QString("There is no model yet: train one, or open one."));
        QTest::keyClick(query, Qt::Key_Return);
        QCOMPARE(triggered.size(), 0);
        QVERIFY(palette.isVisible());
        QTest::keyClicks(query, "zzz");
        QVERIFY(palette.listed().isEmpty());
        QTest::keyClick(query, Qt::Key_Return);
        QTest::keyClick(query, Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
    }
};

SACCADE_SUITE(ActionsTest)
#include "actions_test.moc"
