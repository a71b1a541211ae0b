// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/download.h"

#include "app/fetch_errors.h"
#include "app/transfer_words.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <memory>
#include <optional>

namespace saccade {

namespace {

using namespace std::chrono_literals;
constexpr auto pollInterval = 40ms; // how often stop() is looked at
constexpr int mostRedirects = 10;
constexpr qint64 readBuffer = 4 << 20;
constexpr auto hint = ". Try again later, or give a mirror's address or a local archive.";

class Download
{
public:
    Download(const DownloadRequest& request, const QUrl& url, const std::filesystem::path& target,
             const RunControl& control, const Progress& progress)
        : m_request(request)
        , m_url(url)
        , m_control(control)
        , m_progress(progress)
        , m_file(target)
    {
    }

    void run();

private:
    void take();
    void tick();
    void finish();
    void fail(const Error& error);
    void checkReply();
    Error wrongStatus() const;
    int status() const { return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); }
    std::string source() const;

    const DownloadRequest& m_request;
    const QUrl m_url;
    const RunControl& m_control;
    const Progress& m_progress;
    QFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QNetworkAccessManager m_network;
    std::unique_ptr<QNetworkReply> m_reply;
    QEventLoop m_loop;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceBytes;
    SpeedMeter m_speed;
    std::uint64_t m_received = 0;
    /// The first thing that went wrong. An exception must not cross Qt's event loop.
    std::optional<Error> m_failure;
};

void Download::run()
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        throw Error(m_file.fileName().toStdString() +
                    " could not be created: " + m_file.errorString().toStdString());

    QNetworkRequest request(m_url);
    // A server that compresses on the way would change length and checksum.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "Saccade/" SACCADE_VERSION);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(mostRedirects);
    m_reply.reset(m_network.get(request));
    m_reply->setReadBufferSize(readBuffer);

    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, [this] { tick(); });
    QObject::connect(m_reply.get(), &QNetworkReply::readyRead, [this] { take(); });
    QObject::connect(m_reply.get(), &QNetworkReply::redirected, [this] { m_sinceBytes.start(); });
    QObject::connect(m_reply.get(), &QNetworkReply::finished, [this] { finish(); });
    poll.start(pollInterval);
    m_sinceStart.start();
    m_sinceBytes.start();
    m_loop.exec();
    if (m_failure)
        throw *m_failure;
}

void Download::take()
{
    if (m_failure || m_reply->bytesAvailable() == 0)
        return;
    if (status() != 200) // the page that comes with an error is not the file, and may be endless
        return fail(wrongStatus());
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    if (length.isValid() && length.toULongLong() != m_request.size)
        return fail(wrongSize(source(), m_request.size, std::to_string(length.toULongLong())));
    const QByteArray bytes = m_reply->readAll();
    m_sinceBytes.start();
    m_received += std::uint64_t(bytes.size());
    if (m_received > m_request.size)
        return fail(wrongSize(source(), m_request.size, "more than that"));
    if (m_file.write(bytes) != bytes.size())
        return fail(Error(m_file.fileName().toStdString() +
                          " could not be written: " + m_file.errorString().toStdString()));
    m_hash.addData(QByteArrayView(bytes));
}

void Download::tick()
{
    if (m_control.isStopping())
        return fail(fetchStopped());
    if (m_sinceBytes.elapsed() > m_request.stallTimeout.count())
        return fail(Error(source() + ": nothing has arrived for " +
                          QString::number(double(m_request.stallTimeout.count()) / 1000).toStdString() +
                          " seconds, after " + transferWords(m_received, m_request.size, 0.0) + hint));
    m_speed.add(double(m_sinceStart.elapsed()) / 1000.0, m_received);
    if (m_progress)
        m_progress(double(m_received) / double(m_request.size),
                   "Downloading " + m_url.fileName().toStdString() + ": " +
                       transferWords(m_received, m_request.size, m_speed.bytesPerSecond()));
}

void Download::finish()
{
    take();
    if (!m_failure) {
        try {
            checkReply();
        } catch (const Error& error) {
            m_failure = error;
        }
    }
    m_loop.quit();
}

void Download::checkReply()
{
    const bool failed = m_reply->error() != QNetworkReply::NoError;
    const std::string reason = failed ? " (" + m_reply->errorString().toStdString() + ")" : "";
    if (status() >= 400)
        throw wrongStatus();
    if (failed && m_received == 0)
        throw Error(source() + ": expected the archive, found no answer" + reason + hint);
    if (failed || (status() == 200 && m_received < m_request.size))
        throw Error(source() + ": expected " + std::to_string(m_request.size) +
                    " bytes, found the connection closed after " + std::to_string(m_received) + reason +
                    hint);
    if (status() != 200)
        throw wrongStatus();
    const std::string found = m_hash.result().toHex().toStdString();
    if (found != m_request.sha256)
        throw wrongChecksum(source(), m_request.sha256, found);
}

Error Download::wrongStatus() const
{
    const QString reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    return Error(source() + ": expected the archive (HTTP status 200), found HTTP status " +
                 std::to_string(status()) + " " + reason.toStdString() + hint);
}

void Download::fail(const Error& error)
{
    m_failure = error;
    m_reply->abort(); // emits finished()
}

std::string Download::source() const
{
    const QUrl last = m_reply->url();
    const QString words = m_url.toDisplayString() +
                          (last == m_url ? QString() : " (redirected to " + last.toDisplayString() + ")");
    return words.toStdString();
}

} // namespace

void download(const DownloadRequest& request, const std::filesystem::path& target, const RunControl& control,
              const Progress& progress)
{
    if (QCoreApplication::instance() == nullptr)
        throw std::logic_error("download() needs a QCoreApplication");
    const QUrl url(QString::fromStdString(request.url), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "https" && url.scheme() != "http"))
        throw Error("'" + request.url + "': expected an address that begins with https:// or http://",
                    Error::Kind::Usage);
    Download(request, url, target, control, progress).run();
}

} // namespace saccade
