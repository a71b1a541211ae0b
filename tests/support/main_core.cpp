// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    return saccade::test::runSuites(argc, argv);
}
