// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName("SaccadeTests");
    return saccade::test::runSuites(argc, argv);
}
