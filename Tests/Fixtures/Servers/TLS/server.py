#!/usr/bin/env python3
# Assay: a TLS server that tells the client what it saw of it.
# SPDX-License-Identifier: Apache-2.0
"""server.py FOLDER: makes certificates in FOLDER, prints {"port", "ca_file", "client_file"}, ends with standard input.

Every answer is JSON: the server name asked for, the protocol agreed on, whether the session was resumed, the client's
certificate. Each connection serves one request.
"""

import json
import pathlib
import socket
import ssl
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "Faults"))

from certificates import Authority  # noqa: E402


def answer(connection):
    """What the server saw of the client."""
    peer = connection.getpeercert() or {}
    names = [value for group in peer.get("subject", ()) for key, value in group if key == "commonName"]
    return {
        "name": getattr(connection, "asked_name", None),
        "protocol": connection.selected_alpn_protocol(),
        "is_resumed": connection.session_reused,
        "client": names[0] if names else None,
    }


def serve(context, plain):
    """Serves one request."""
    try:
        with context.wrap_socket(plain, server_side=True) as connection:
            data = b""
            while b"\r\n\r\n" not in data:
                piece = connection.recv(65536)
                if not piece:
                    return
                data += piece
            body = json.dumps(answer(connection)).encode()
            connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            connection.unwrap()
    except OSError:
        plain.close()


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    authority = Authority(folder, "trusted")
    client = authority.issue("client", usage="clientAuth")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.issue("localhost", "DNS:localhost,DNS:assay.test,IP:127.0.0.1"))
    context.load_verify_locations(authority.certificate)
    context.verify_mode = ssl.CERT_OPTIONAL
    context.set_alpn_protocols(["h2", "http/1.1"])
    context.sni_callback = lambda connection, name, _: setattr(connection, "asked_name", name)
    listener = socket.create_server(("127.0.0.1", 0))
    print(json.dumps({"port": listener.getsockname()[1], "ca_file": str(authority.certificate),
                      "client_file": str(client)}), flush=True)

    def accept():
        while True:
            connection, _ = listener.accept()
            connection.settimeout(30)
            threading.Thread(target=serve, args=(context, connection), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
