// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>
#include <QTcpServer>

#include <functional>
#include <memory>

class QSslConfiguration;
class QTcpSocket;

namespace saccade::test {

/// What a server of ours says to one request, faults included.
struct HttpReply
{
    enum class Then
    {
        Close, ///< before the announced length is reached, where `sent` is shorter than `body`
        Hold   ///< says nothing more and keeps the connection
    };

    int status = 200;
    QByteArray body = {};
    QByteArray location = {};  ///< where a 3xx leads to
    qsizetype sent = -1;       ///< bytes of the body that go out; all where below 0
    bool lengthIsKnown = true; ///< with a Content-Length
    bool silent = false;       ///< sends nothing at all, not even a head
    Then then = Then::Close;
};

/// An HTTP server on 127.0.0.1 that lives in the thread (and event loop) of the test.
class HttpServer
{
public:
    HttpServer();
    /// The same over TLS.
    explicit HttpServer(const QSslConfiguration& tls);
    ~HttpServer();

    void serve(const QByteArray& path, const HttpReply& reply) { m_replies[path] = reply; }
    std::string url(const QByteArray& path) const;
    /// The heads of the requests so far, as they came.
    const QList<QByteArray>& requests() const { return m_requests; }
    /// Called each time that a reply has been handed to the network.
    std::function<void()> afterReply;

private:
    void listen();
    void answer(QTcpSocket* socket, const QByteArray& head);

    std::unique_ptr<QTcpServer> m_server;
    QByteArray m_scheme;
    QMap<QByteArray, HttpReply> m_replies;
    QList<QByteArray> m_requests;
};

} // namespace saccade::test
