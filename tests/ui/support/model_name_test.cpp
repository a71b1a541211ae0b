// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/support/model_name.h"

using namespace saccade;
using namespace saccade::ui;

class ModelNameTest : public QObject
{
    Q_OBJECT

    static QString nameOf(const std::string& source)
    {
        ModelInfo info;
        info.source = source;
        return sourceName(info);
    }

private Q_SLOTS:
    void aFileHasItsName() { QCOMPARE(nameOf("/home/me/models/vit.safetensors"), "vit.safetensors"); }

    void aRunsCheckpointHasTheRunsName()
    {
        QCOMPARE(nameOf("/home/me/runs/tiny-3/checkpoints/best.safetensors"), "tiny-3");
        QCOMPARE(nameOf("/home/me/checkpoints.safetensors"), "checkpoints.safetensors");
    }

    void aModelWithoutAFileHasNone() { QVERIFY(nameOf("").isEmpty()); }
};

SACCADE_SUITE(ModelNameTest)
#include "model_name_test.moc"
