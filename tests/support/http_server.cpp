// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_server.h"

#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>

namespace saccade::test {

HttpServer::HttpServer()
    : m_server(std::make_unique<QTcpServer>())
    , m_scheme("http")
{
    listen();
}

HttpServer::HttpServer(const QSslConfiguration& tls)
    : m_scheme("https")
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    listen();
}

HttpServer::~HttpServer() = default;

std::string HttpServer::url(const QByteArray& path) const
{
    return (m_scheme + "://127.0.0.1:" + QByteArray::number(m_server->serverPort()) + path).toStdString();
}

void HttpServer::listen()
{
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no server on 127.0.0.1: %s", qPrintable(m_server->errorString()));
    QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, [this] {
        QTcpSocket* const socket = m_server->nextPendingConnection();
        const auto read = [this, socket, head = QByteArray()]() mutable {
            head += socket->readAll();
            if (head.endsWith("\r\n\r\n"))
                answer(socket, std::exchange(head, {}));
        };
        QObject::connect(socket, &QTcpSocket::readyRead, socket, read);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
}

void HttpServer::answer(QTcpSocket* socket, const QByteArray& head)
{
    m_requests.append(head);
    const QByteArray path = head.split(' ').value(1);
    const HttpReply reply = m_replies.value(path, HttpReply{404, "<html>no such page</html>"});
    if (!reply.silent) {
        socket->write("HTTP/1.1 " + QByteArray::number(reply.status) +
                      (reply.status == 200   ? " OK"
                       : reply.status == 404 ? " Not Found"
                                             : " Something") +
                      "\r\nConnection: close\r\n");
        if (!reply.location.isEmpty())
            socket->write("Location: " + reply.location + "\r\n");
        if (reply.lengthIsKnown)
            socket->write("Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n");
        socket->write("\r\n" + (reply.sent < 0 ? reply.body : reply.body.left(reply.sent)));
        socket->flush();
    }
    if (reply.then == HttpReply::Then::Close)
        socket->disconnectFromHost(); // what was written still goes out
    if (afterReply)
        afterReply();
}

} // namespace saccade::test
