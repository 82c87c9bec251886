# Assay: receives what a server's webhooks deliver, and says what of it counts.
# SPDX-License-Identifier: Apache-2.0
import base64
import hashlib
import hmac
import http.server
import json
import threading
import time

NAMES = ("content-type", "x-mlflow-signature", "x-mlflow-delivery-id", "x-mlflow-timestamp")


class Receiver:
    """Listens on loopback; a POST to /fail/N/… is answered 503 the first N times."""

    def __init__(self):
        self.deliveries, self.lock = [], threading.Lock()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                status = receiver.received(self.path, {key.lower(): value for key, value in self.headers.items()}, body)
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def received(self, path, headers, body):
        with self.lock:
            self.deliveries.append((path, headers, body))
            tries = sum(1 for other, _, _ in self.deliveries if other == path)
        wanted = int(path.split("/")[2]) if path.startswith("/fail/") else 0
        return 503 if tries <= wanted else 200

    def wait(self, count, seconds):
        """Returns when so many have come, or the time is over."""
        limit = time.monotonic() + seconds
        while len(self.deliveries) < count and time.monotonic() < limit:
            time.sleep(0.05)

    def summary(self, secret):
        """What came, by path: attempts, headers that count, whether the signature is right, and the body."""
        with self.lock:
            found = {}
            for path, headers, body in self.deliveries:
                entry = found.setdefault(path, {"attempts": 0, "headers": sorted(set(headers) & set(NAMES)),
                                                "bodies": []})
                entry["attempts"] += 1
                entry["content-type"] = headers.get("content-type")
                entry["signed"] = is_signed(secret, headers, body)
                value = json.loads(body)
                if value not in entry["bodies"]:
                    entry["bodies"].append(value)
            for entry in found.values():
                entry["bodies"].sort(key=lambda value: json.dumps([value.get("entity"), value.get("action"),
                                                                   value.get("data")]))
            return found

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def is_signed(secret, headers, body):
    """Whether the signature is the secret's over delivery id, time and body; None without one."""
    signature = headers.get("x-mlflow-signature")
    if signature is None:
        return None
    signed = f"{headers.get('x-mlflow-delivery-id')}.{headers.get('x-mlflow-timestamp')}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return signature == "v1," + base64.b64encode(digest).decode()
