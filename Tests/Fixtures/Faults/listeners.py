# Assay: the ports of the fault server, each with its own way to receive a connection.
# SPDX-License-Identifier: Apache-2.0
"""Every port is ephemeral and on 127.0.0.1."""

import socket
import ssl
import threading

from certificates import Authority, self_signed
from steps import LONGEST, abrupt, hang, reset


def bound():
    """A socket on an ephemeral loopback port that does not listen: connections to it are refused."""
    one = socket.socket()
    one.bind(("127.0.0.1", 0))
    return one


def listen(serve, wrap=None):
    """Listens, and calls serve(connection) on a thread for each; `wrap` does the TLS handshake first."""
    listener = bound()
    listener.listen(512)

    def run(connection):
        try:
            connection.settimeout(LONGEST)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            serve(wrap(connection) if wrap else connection)
        except (OSError, ValueError):
            connection.close()

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=run, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener


def full():
    """A listener whose queue is full, so that a further connection never completes. Returns what must stay open."""
    listener = bound()
    listener.listen(0)
    kept = [listener]
    for _ in range(4):
        waiting = socket.socket()
        waiting.setblocking(False)
        waiting.connect_ex(listener.getsockname())
        kept.append(waiting)
    return kept


def tls(certificate, authority=None):
    """A function that does the TLS handshake; with `authority` the client must show a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["http/1.1"])
    if authority:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(authority)
    return lambda connection: context.wrap_socket(connection, server_side=True)


def open_all(serve, folder):
    """Opens every port. Returns (name → port, PEM file to trust, PEM file of a client, what must stay open)."""
    trusted, unknown = Authority(folder, "trusted"), Authority(folder, "unknown")
    client = trusted.issue("client", usage="clientAuth")
    localhost = tls(trusted.issue("localhost"))
    sockets = {
        "plain": listen(serve),
        "tls": listen(serve, localhost),
        "mutual": listen(serve, tls(folder / "localhost.pem", trusted.certificate)),
        "refused": bound(),
        "plain-greeting": listen(greet),
        "closing": listen(abrupt),
        "resetting": listen(reset_after_hello),
        "silent": listen(hang),
        "expired": listen(serve, tls(trusted.issue("expired", days=-1))),
        "self-signed": listen(serve, tls(self_signed(folder, "self-signed"))),
        "wrong-host": listen(serve, tls(trusted.issue("wrong-host", "DNS:other.example"))),
        "unknown-issuer": listen(serve, tls(unknown.issue("unknown-issuer"))),
    }
    kept = full()
    ports = {name: one.getsockname()[1] for name, one in sockets.items()}
    ports["full"] = kept[0].getsockname()[1]
    return ports, trusted.certificate, client, [sockets, kept]


def greet(connection):
    """Says something that is no TLS."""
    connection.sendall(b"220 mail.example ESMTP ready\r\n")
    abrupt(connection)


def reset_after_hello(connection):
    """Resets once the client has begun the handshake."""
    connection.recv(1)
    reset(connection)
