// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npy.h"
#include "core/values/error.h"
#include "tests/support/suite.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtEndian>

using namespace saccade;

class NpyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFileIsLaidOutAsTheFormatSays()
    {
        const std::vector<float> values{1.F, 2.F, 3.F, -4.5F, 5.F, 6.F};
        const QString path = m_folder.filePath("a.npy");
        writeNpy(path.toStdString(), values, {2, 3});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.startsWith(QByteArray("\x93NUMPY\x01\x00", 8)));
        const int header = qFromLittleEndian<quint16>(bytes.constData() + 8);
        QCOMPARE((10 + header) % 64, 0);
        QCOMPARE(bytes[10 + header - 1], '\n');
        QCOMPARE(bytes.mid(10, header).trimmed(),
                 QByteArray("{'descr': '<f4', 'fortran_order': False, 'shape': (2,3,), }"));
        QCOMPARE(bytes.size(), qsizetype(10 + header + 24));
        QCOMPARE(qFromLittleEndian<float>(bytes.constData() + 10 + header + 12), -4.5F);
    }

    void numPyReadsItBack()
    {
        const QString python = QStandardPaths::findExecutable("python3", {"/usr/bin"});
        QProcess process;
        if (!python.isEmpty()) {
            process.start(python, {"-c", "import numpy"});
            process.waitForFinished();
        }
        if (python.isEmpty() || process.exitCode() != 0)
            QSKIP("no python3 with numpy in /usr/bin");
        const std::vector<float> values{0.1F, 2.F, 3.F, -4.5F, 5.F, 6.F};
        for (const auto& [shape, expected] :
             {std::pair(std::vector<std::int64_t>{2, 3}, "float32 (2, 3)"),
              std::pair(std::vector<std::int64_t>{6}, "float32 (6,)"),
              std::pair(std::vector<std::int64_t>{1, 3, 2, 1}, "float32 (1, 3, 2, 1)")}) {
            const QString path = m_folder.filePath("b.npy");
            writeNpy(path.toStdString(), values, shape);
            process.start(python, {"-c",
                                   "import numpy, sys; a = numpy.load(sys.argv[1]); print(a.dtype, a.shape); "
                                   "assert a.ravel().tolist() == numpy.array([0.1, 2, 3, -4.5, 5, 6], "
                                   "'float32').tolist()",
                                   path});
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 0);
            QCOMPARE(QString(process.readAllStandardOutput()).trimmed(), QString(expected));
        }
    }

    void numbersThatDoNotFillTheShapeAreRefused()
    {
        const std::vector<float> values(5);
        QVERIFY_EXCEPTION_THROWN(writeNpy(m_folder.filePath("c.npy").toStdString(), values, {2, 3}), Error);
        QVERIFY(!QFile::exists(m_folder.filePath("c.npy")));
    }

private:
    QTemporaryDir m_folder;
};

SACCADE_SUITE(NpyTest)
#include "npy_test.moc"
