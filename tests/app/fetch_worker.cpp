// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/fetch_worker.h"

#include <QEventLoop>

#include <thread>

namespace saccade::test {

FetchOutcome fetchOnWorker(const FetchRequest& request, RunControl& control)
{
    FetchOutcome outcome;
    QEventLoop loop;
    std::thread worker([&] {
        try {
            const auto folder = fetchCifar10(request, control, [&](double share, const std::string& what) {
                outcome.shares.push_back(share);
                outcome.words.push_back(what);
            });
            outcome.folder = QString::fromStdU16String(folder.u16string());
        } catch (const Error& error) {
            outcome.sentence = QString::fromUtf8(error.what());
            outcome.kind = error.kind();
        }
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    worker.join();
    return outcome;
}

FetchOutcome fetchOnWorker(const FetchRequest& request)
{
    RunControl control;
    return fetchOnWorker(request, control);
}

} // namespace saccade::test
