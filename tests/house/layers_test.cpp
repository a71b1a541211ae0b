// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/tree_rules.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using saccade::test::breaches;

namespace {

const QByteArray kLicence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

/// A tree with one source, `text` under the licence line.
class FakeTree
{
public:
    explicit FakeTree(const QString& path, const QByteArray& text) { add(path, kLicence + text); }

    void add(const QString& path, const QByteArray& bytes)
    {
        const QString full = m_folder.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), qint64(bytes.size()));
    }

    QStringList breaches() const { return ::breaches(m_folder.path()); }

private:
    QTemporaryDir m_folder;
};

} // namespace

class LayersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisTreeKeepsTheRules()
    {
        QVERIFY(QFile::exists(SACCADE_SOURCE_DIR "/core/values/image.h")); // there is something to read
        const QStringList found = breaches(SACCADE_SOURCE_DIR);
        QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
    }

    void anIncludeAcrossALayerIsNamed_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("breach");
        const auto row = [](const char* name, const char* path, const char* text, const char* breach) {
            QTest::newRow(name) << path << QByteArray(text) << breach;
        };
        row("Qt in core", "core/io/a.cpp", "#include <QString>\n",
            ":2: core has no Qt, but includes QString");
        row("Qt in core by its module", "core/io/a.h", "#pragma once\n\n#  include <QtCore/QFile>\n",
            ":4: core has no Qt, but includes QtCore/QFile");
        row("Qt in core by its header", "core/io/a.cpp", "#include <qglobal.h>\n",
            ":2: core has no Qt, but includes qglobal.h");
        row("torch in ui", "ui/charts/a.cpp", "#include <torch/types.h>\n",
            ":2: ui has no torch, but includes torch/types.h");
        row("torch in values", "core/values/a.cpp",
            "#include <nlohmann/json.hpp>\n#include <c10/util/Half.h>\n",
            ":3: core/values has no torch, but includes c10/util/Half.h");
        row("torch in render", "core/render/a.cpp", "#include \"ATen/Parallel.h\"\n",
            ":2: core/render has no torch, but includes ATen/Parallel.h");
        row("torch in data by our own header", "core/data/a.cpp", "#include \"core/torch.h\"\n",
            ":2: core/data has no torch, but includes core/torch.h");
        row("ui in core", "core/train/a.cpp", "#include \"ui/services.h\"\n",
            ":2: core knows neither ui nor app, but includes ui/services.h");
        row("app in core", "core/train/a.cpp", "#include \"app/jobs.h\"\n",
            ":2: core knows neither ui nor app, but includes app/jobs.h");
        row("the model in ui", "ui/charts/a.cpp", "#include \"core/model/vit.h\"\n",
            ":2: ui knows core/values and core/render only, but includes core/model/vit.h");
        row("app in ui", "ui/charts/a.cpp", "#include \"app/jobs.h\"\n",
            ":2: ui does not know app, but includes app/jobs.h");
        row("more than values in values", "core/values/a.cpp", "#include \"core/data/cifar10.h\"\n",
            ":2: core/values includes core/values and nlohmann only, but includes core/data/cifar10.h");
        row("another library in values", "core/values/a.cpp", "#include <stb/stb_image.h>\n",
            ":2: core/values includes core/values and nlohmann only, but includes stb/stb_image.h");
    }

    void anIncludeAcrossALayerIsNamed()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, text);
        QFETCH(QString, breach);
        const QStringList found = FakeTree(path, text).breaches();
        QVERIFY2(found.contains(path + breach), qPrintable(found.join('\n')));
    }

    void aRelativePathIsNoWayAroundARule()
    {
        FakeTree tree("ui/charts/a.cpp", "#include \"../../core/model/vit.h\"\n");
        tree.add("core/model/vit.h", kLicence + "#pragma once\n");
        QCOMPARE(tree.breaches(), QStringList("ui/charts/a.cpp:2: ui knows core/values and core/render only, "
                                              "but includes core/model/vit.h"));
    }

    void roomsThatIncludeEachOtherAreNamed()
    {
        FakeTree tree("ui/attention/grid/a.h", "#pragma once\n#include \"ui/attention/scene/b.h\"\n");
        tree.add("ui/attention/scene/b.h", kLicence + "#pragma once\n#include \"ui/attention/scene/c.h\"\n");
        tree.add("ui/attention/hall.cpp", kLicence + "#include \"ui/attention/grid/a.h\"\n");
        QCOMPARE(tree.breaches(), QStringList()); // hall, grid, scene: one way
        tree.add("ui/attention/scene/c.h", kLicence + "#pragma once\n#include \"ui/attention/hall.h\"\n");
        const QString rule = ": rooms include each other one way, but ui/attention";
        QCOMPARE(tree.breaches(),
                 QStringList({"ui/attention/hall.cpp:2" + rule + "/grid leads back to ui/attention",
                              "ui/attention/grid/a.h:3" + rule + "/scene leads back to ui/attention/grid",
                              "ui/attention/scene/c.h:3" + rule + " leads back to ui/attention/scene"}));
    }

    void whatEachLayerMayIncludeIsNoBreach()
    {
        FakeTree tree("core/values/a.h", "#pragma once\n#include <vector>\n#include <nlohmann/json.hpp>\n"
                                         "#include \"core/values/b.h\"\n");
        tree.add("core/model/vit.cpp", kLicence + "#include \"core/torch.h\"\n#include <torch/types.h>\n");
        tree.add("core/data/read.cpp", kLicence + "#include \"core/platform/atomic_file.h\"\n");
        tree.add("ui/charts/a.cpp", kLicence + "#include <QChart>\n#include \"core/values/a.h\"\n"
                                               "#include \"core/render/overlay.h\"\n");
        tree.add("app/jobs.cpp", kLicence + "#include <QThread>\n#include <torch/types.h>\n"
                                            "#include \"core/model/vit.h\"\n#include \"ui/services.h\"\n");
        QCOMPARE(tree.breaches(), QStringList());
    }

    void aFileHasAtMost400Lines()
    {
        QCOMPARE(FakeTree("app/a.cpp", QByteArray(399, '\n')).breaches(), QStringList());
        QCOMPARE(FakeTree("app/a.cpp", QByteArray(400, '\n')).breaches(),
                 QStringList("app/a.cpp:401: a file has at most 400 lines, but this one has 401"));
    }

    void aSourceWithoutItsLicenceLineIsNamed()
    {
        FakeTree tree("app/a.cpp", {});
        tree.add("app/CMakeLists.txt", "add_library(a)\n");
        tree.add("scripts/run", "#!/usr/bin/env bash\necho\n");
        tree.add("scripts/test", "#!/usr/bin/env bash\n# SPDX-License-Identifier: GPL-3.0-or-later\n");
        tree.add("README.md", "Words.\n");
        const QString missing = ":1: there is no line SPDX-License-Identifier: GPL-3.0-or-later on top";
        QCOMPARE(tree.breaches(), QStringList({"app/CMakeLists.txt" + missing, "scripts/run" + missing}));
    }

    void aWordThatLeavesSomethingOpenIsNamed_data()
    {
        QTest::addColumn<QByteArray>("word");
        // In pieces, so that this file keeps the rule.
        for (const char* word : {"TO"
                                 "DO",
                                 "FIX"
                                 "ME",
                                 "XX"
                                 "X",
                                 "HA"
                                 "CK"})
            QTest::newRow(word) << QByteArray(word);
    }

    void aWordThatLeavesSomethingOpenIsNamed()
    {
        QFETCH(QByteArray, word);
        FakeTree tree("core/io/a.cpp", "int i;\n// " + word + ": later\nint " + word + "S;\n");
        tree.add("README.md", "A " + word + '\n');
        tree.add("scripts/run", "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n# " + word + '\n');
        const QString what = ": nothing is left open in the text, but there is " + QString::fromLatin1(word);
        QCOMPARE(tree.breaches(),
                 QStringList({"README.md:1" + what, "core/io/a.cpp:3" + what, "scripts/run:3" + what}));
    }

    void aHeaderWithoutPragmaOnceIsNamed()
    {
        QCOMPARE(FakeTree("ui/a.h", "#ifndef A_H\n#define A_H\n#endif\n").breaches(),
                 QStringList("ui/a.h:1: a header has the line #pragma once, but this one does not"));
    }

    void aFolderOfTestsWithoutASourceFolderIsNamed()
    {
        FakeTree tree("tests/core/training/a_test.cpp", {});
        tree.add("core/train/a.cpp", kLicence);
        tree.add("tests/core/train/a_test.cpp", kLicence);
        tree.add("tests/support/suite.cpp", kLicence);
        QCOMPARE(tree.breaches(),
                 QStringList("tests/core/training/a_test.cpp:1: a folder of tests mirrors one "
                             "of the sources, but there is no core/training"));
    }
};

SACCADE_SUITE(LayersTest)
#include "layers_test.moc"
