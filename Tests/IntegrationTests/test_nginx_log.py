# Assay: a run's counts are those of nginx's own access log.
# SPDX-License-Identifier: Apache-2.0
import collections
import math
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

from assay_run import IS_LONG, Run, requires_run
from fixture_servers import LatencyServer

CONFIG = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log {folder}/access.log; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream slow {{ server 127.0.0.1:{upstream}; keepalive 256; }}
  server {{
    listen 127.0.0.1:{port};
    proxy_http_version 1.1; proxy_set_header Connection "";
    location = /often {{ proxy_pass http://slow; }}
    location = /seldom {{ proxy_pass http://slow; }}
  }}
}}
"""


class Nginx:
    """nginx in front of a server that takes 30 ms; `requests` is what its log says at the end."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-nginx-"))
        # The workers drop root's rights and still write here.
        self.folder.chmod(0o777)
        self.upstream = LatencyServer("constant=30")
        with socket.socket() as chosen:
            chosen.bind(("127.0.0.1", 0))
            self.port = chosen.getsockname()[1]
        config = CONFIG.format(folder=self.folder, port=self.port, upstream=self.upstream.port)
        (self.folder / "nginx.conf").write_text(config)
        self.process = subprocess.Popen(["nginx", "-p", self.folder, "-c", self.folder / "nginx.conf"],
                                        stderr=subprocess.DEVNULL)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError("nginx did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
        self.upstream.__exit__()
        shutil.rmtree(self.folder)

    def end(self):
        """Lets nginx finish what it has begun, so that the log is whole."""
        if self.process.poll() is None:
            self.process.send_signal(subprocess.signal.SIGQUIT)
            self.process.wait(20)

    def requests(self):
        """path → number of lines in the access log."""
        self.end()
        lines = (self.folder / "access.log").read_text().splitlines()
        return collections.Counter(re.search(r'"GET (\S+) HTTP', line)[1] for line in lines)


@requires_run
@unittest.skipUnless(shutil.which("nginx"), "nginx is not installed")
class NginxLogTests(unittest.TestCase):
    SECONDS = 20 if IS_LONG else 5

    def run_on(self, nginx, *options):
        run = Run("TwoPlaces.swift", "--host", f"http://127.0.0.1:{nginx.port}", "-u", "100", "-r", "100",
                  "-t", f"{self.SECONDS}s", "--max-dispatch-delay", "10s", *options)
        self.assertEqual(run.code, 0, run.output)
        return run, nginx.requests()

    def test_totals_are_the_logs_when_tasks_may_finish(self):
        with Nginx() as nginx:
            run, logged = self.run_on(nginx, "--stop-timeout", "5")
        for path in ("/often", "/seldom"):
            self.assertEqual(run.count("Requests", path), logged[path])
        self.assertEqual(run.count("Requests"), sum(logged.values()))
        self.assertEqual(run.count("Interrupted"), 0)
        self.check_weights(logged)

    def test_totals_and_interrupted_are_the_logs_when_tasks_are_cut(self):
        with Nginx() as nginx:
            run, logged = self.run_on(nginx)
        self.assertEqual(run.count("Requests") + run.count("Interrupted"), sum(logged.values()))
        self.assertGreater(run.count("Interrupted"), 0, "no request was cut off, which proves nothing")

    def check_weights(self, logged):
        total = sum(logged.values())
        self.assertGreater(total, 1000)
        self.assertLess(abs(logged["/often"] - 0.75 * total), 3 * math.sqrt(total * 0.75 * 0.25))


if __name__ == "__main__":
    unittest.main()
