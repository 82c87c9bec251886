# Assay: an nginx for tests, on a free port of this machine, with a log line for each request it served.
# SPDX-License-Identifier: Apache-2.0
import contextlib
import pathlib
import socket
import subprocess
import tempfile
import time

CONFIG = """
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    log_format request '$request_method $uri $status';
    access_log {folder}/access.log request;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location = / {{ return 200 "front page"; }}
        location = /item {{ default_type application/json; return 200 '{{"id": 7}}'; }}
    }}
}}
"""


class Nginx:
    """A server that runs."""

    def __init__(self, folder, port):
        self.folder, self.port = pathlib.Path(folder), port
        self.url = f"http://127.0.0.1:{port}"

    def requests(self):
        """What was served, a line each: "GET /item 200"."""
        return (self.folder / "access.log").read_text().splitlines()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port, process, seconds=5):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.02)
    return False


@contextlib.contextmanager
def serve():
    """Starts a server; takes another port when one was taken meanwhile."""
    with tempfile.TemporaryDirectory(prefix="assay-nginx-") as folder:
        for _ in range(5):
            port = free_port()
            config = pathlib.Path(folder, "nginx.conf")
            config.write_text(CONFIG.format(folder=folder, port=port))
            process = subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", str(config),
                                        "-e", f"{folder}/error.log", "-g", "daemon off;"])
            try:
                if answers(port, process):
                    yield Nginx(folder, port)
                    return
            finally:
                process.terminate()
                process.wait(timeout=10)
        raise RuntimeError(pathlib.Path(folder, "error.log").read_text())
