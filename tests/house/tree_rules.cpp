// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/tree_rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace saccade::test {

namespace {

constexpr int kLongestFile = 400;

/// Folders of tests that test no one folder of the sources.
const QStringList kTestsWithoutMirror = {"app/window", "bench", "clients", "fuzz", "house", "support"};

struct Include
{
    int line;
    bool quoted;
    QString path; // from the root where it is one of our files
};

struct Source
{
    QString path; // from the root, "core/values/image.h"
    QStringList lines;

    bool under(const char* folder) const { return path.startsWith(QLatin1String(folder) + '/'); }
    bool isHeader() const { return path.endsWith(".h"); }
    bool isCode() const { return isHeader() || path.endsWith(".cpp"); }
    bool isText() const { return path.endsWith(".md"); }
};

QString folderOf(const QString& path)
{
    return path.section('/', 0, -2);
}

QString at(const Source& source, int line, const QString& what)
{
    return QStringLiteral("%1:%2: %3").arg(source.path).arg(line).arg(what);
}

/// What a person writes here: code, CMake, scripts (which have no ending) and documents.
bool isOurs(const QString& path)
{
    static const QRegularExpression known(
        R"((\.(cpp|h|cmake|md|py|sh)|(^|/)CMakeLists\.txt)$|^(scripts|\.ci)/([^./]+/)*[^./]+$)");
    return known.match(path).hasMatch();
}

QList<Source> sourcesUnder(const QString& root)
{
    QStringList paths = QDir(root).entryList({"CMakeLists.txt", "*.md"}, QDir::Files);
    for (const char* folder : {".ci", "app", "cmake", "core", "resources", "scripts", "tests", "ui"}) {
        QDirIterator files(root + '/' + folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext())
            paths << QDir(root).relativeFilePath(files.next());
    }
    paths.sort();
    QList<Source> sources;
    for (const QString& path : paths) {
        QFile file(root + '/' + path);
        if (!isOurs(path) || !file.open(QIODevice::ReadOnly))
            continue;
        QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        sources << Source{path, lines};
    }
    return sources;
}

QList<Include> includesOf(const Source& source, const QString& root)
{
    static const QRegularExpression pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    const QString folder = folderOf(source.path);
    QList<Include> includes;
    for (int i = 0; i < source.lines.size(); ++i) {
        const auto match = pattern.match(source.lines[i]);
        if (!match.hasMatch())
            continue;
        const bool quoted = match.captured(1) == "\"";
        QString path = QDir::cleanPath(match.captured(2));
        // A path from the file's own folder is no way around a rule.
        const QString beside = QDir::cleanPath(folder + '/' + path);
        if (quoted && QFile::exists(root + '/' + beside))
            path = beside;
        includes << Include{i + 1, quoted, path};
    }
    return includes;
}

bool isQt(const QString& path)
{
    static const QRegularExpression pattern(R"(^(Q[A-Z]|Qt|q[a-z]+\.h$))");
    return pattern.match(path).hasMatch();
}

bool isTorch(const QString& path)
{
    static const QRegularExpression pattern(R"(^(torch|ATen|c10)/|^core/torch\.h$)");
    return pattern.match(path).hasMatch();
}

bool isUnderAny(const QString& path, std::initializer_list<const char*> folders)
{
    for (const char* folder : folders)
        if (path.startsWith(QLatin1String(folder) + '/'))
            return true;
    return false;
}

void checkLayers(const Source& source, const Include& include, QStringList& found)
{
    const QString name = include.path;
    const bool torchFree = isUnderAny(source.path, {"ui", "core/values", "core/render", "core/data"});
    if (source.under("core") && isQt(name))
        found << at(source, include.line, "core has no Qt, but includes " + name);
    if (torchFree && isTorch(name))
        found << at(source, include.line,
                    source.path.section('/', 0, source.under("ui") ? 0 : 1) + " has no torch, but includes " +
                        name);
    if (source.under("core") && isUnderAny(name, {"ui", "app"}))
        found << at(source, include.line, "core knows neither ui nor app, but includes " + name);
    if (source.under("ui") && isUnderAny(name, {"core"}) && !isUnderAny(name, {"core/values", "core/render"}))
        found << at(source, include.line, "ui knows core/values and core/render only, but includes " + name);
    if (source.under("ui") && isUnderAny(name, {"app"}))
        found << at(source, include.line, "ui does not know app, but includes " + name);
    const bool foreign = include.quoted ? !isUnderAny(name, {"core/values"})
                                        : name.contains('/') && !isUnderAny(name, {"nlohmann"});
    if (source.under("core/values") && foreign)
        found << at(source, include.line,
                    "core/values includes core/values and nlohmann only, but includes " + name);
}

void checkText(const Source& source, QStringList& found)
{
    // In pieces, or this file would break its own rule.
    static const QRegularExpression openEnd(QStringLiteral(R"(\b(%1|%2|%3|%4)\b)")
                                                .arg("TO"
                                                     "DO",
                                                     "FIX"
                                                     "ME",
                                                     "XX"
                                                     "X",
                                                     "HA"
                                                     "CK"));
    for (int i = 0; i < source.lines.size(); ++i) {
        const auto match = openEnd.match(source.lines[i]);
        if (match.hasMatch())
            found << at(source, i + 1, "nothing is left open in the text, but there is " + match.captured());
    }
    if (source.isText())
        return;
    if (source.lines.size() > kLongestFile)
        found << at(source, kLongestFile + 1,
                    QStringLiteral("a file has at most %1 lines, but this one has %2")
                        .arg(kLongestFile)
                        .arg(source.lines.size()));
    // A script has its interpreter in the first line.
    if (!source.lines.mid(0, 2).join('\n').contains("SPDX-License-Identifier: GPL-3.0-or-later"))
        found << at(source, 1, "there is no line SPDX-License-Identifier: GPL-3.0-or-later on top");
    if (source.isHeader() && !source.lines.contains("#pragma once"))
        found << at(source, 1, "a header has the line #pragma once, but this one does not");
}

/// Its folders are rooms; the files beside them are one more.
const char* const kHouse = "ui/attention";

/// An include from one room into another.
struct Door
{
    QString to;
    QString at; // "path:line"
};

using Doors = QMap<QString, QList<Door>>; // by the room that they lead out of

Doors doorsOf(const QList<Source>& sources, const QString& root)
{
    Doors doors;
    for (const Source& source : sources) {
        if (!source.under(kHouse) || !source.isCode())
            continue;
        for (const Include& include : includesOf(source, root))
            if (isUnderAny(include.path, {kHouse}) && folderOf(include.path) != folderOf(source.path))
                doors[folderOf(source.path)] << Door{
                    folderOf(include.path), QStringLiteral("%1:%2").arg(source.path).arg(include.line)};
    }
    return doors;
}

bool leadsTo(const Doors& doors, const QString& from, const QString& to, QSet<QString>& seen)
{
    if (from == to)
        return true;
    if (seen.contains(from))
        return false;
    seen << from;
    for (const Door& door : doors.value(from))
        if (leadsTo(doors, door.to, to, seen))
            return true;
    return false;
}

/// Rooms include each other one way.
void checkRooms(const QList<Source>& sources, const QString& root, QStringList& found)
{
    const Doors doors = doorsOf(sources, root);
    for (auto room = doors.begin(); room != doors.end(); ++room)
        for (const Door& door : room.value())
            if (QSet<QString> seen; leadsTo(doors, door.to, room.key(), seen))
                found << QStringLiteral("%1: rooms include each other one way, but %2 leads back to %3")
                             .arg(door.at, door.to, room.key());
}

/// tests/core/values needs a core/values.
void checkMirror(const Source& source, const QString& root, QStringList& found)
{
    const QString folder = source.path.section('/', 1, -2);
    if (!source.under("tests") || folder.isEmpty() || kTestsWithoutMirror.contains(folder) ||
        kTestsWithoutMirror.contains(folder.section('/', 0, 0)))
        return;
    if (!QDir(root + '/' + folder).exists())
        found << at(
            source, 1,
            QStringLiteral("a folder of tests mirrors one of the sources, but there is no %1").arg(folder));
}

} // namespace

QStringList breaches(const QString& root)
{
    QStringList found;
    const QList<Source> sources = sourcesUnder(root);
    for (const Source& source : sources) {
        if (source.isCode())
            for (const Include& include : includesOf(source, root))
                checkLayers(source, include, found);
        checkText(source, found);
        checkMirror(source, root, found);
    }
    checkRooms(sources, root, found);
    return found;
}

} // namespace saccade::test
