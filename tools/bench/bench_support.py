# Assay: what the benchmarks share: an nginx to drive, and figures to print.
# SPDX-License-Identifier: Apache-2.0
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ASSAY = os.path.join(ROOT, "dist", "bin", "assay")
SCENARIOS = os.path.join(ROOT, "tools", "bench", "scenarios")


class Nginx:
    """One worker on CPU 0 with two locations of 125 bytes, and a count of requests."""

    def __init__(self, folder):
        self.port = free_port()
        config = os.path.join(folder, "nginx.conf")
        body = "x" * 125
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"""
daemon off; worker_processes 1; worker_cpu_affinity 01; pid {folder}/nginx.pid; error_log {folder}/error.log;
worker_rlimit_nofile 20000;
events {{ worker_connections 16384; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{self.port} backlog=4096;
    location = /a {{ return 200 "{body}"; }}
    location = /b {{ return 200 "{body}"; }}
    location = /count {{ stub_status; }}
  }}
}}
""")
        self.process = subprocess.Popen(["nginx", "-c", config, "-e", f"{folder}/error.log"])
        self.host = f"http://127.0.0.1:{self.port}"
        for _ in range(100):
            try:
                self.count()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("bench: nginx did not start; see " + folder)

    def count(self):
        """How many requests it has answered, this one included."""
        with urllib.request.urlopen(f"{self.host}/count") as page:
            return int(page.read().split(b"\n")[2].split()[2])

    def stop(self):
        self.process.terminate()
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def summary(values, digits=2):
    """Median and range."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:8.{digits}f} [{low:.{digits}f}-{high:.{digits}f}]"


def assay_run(scenario, *options):
    """The command of a run of one of the benchmarks' scenarios."""
    return [ASSAY, "run", os.path.join(SCENARIOS, scenario), "--headless", "--only-summary", "--loops", "1", *options]


class Listener:
    """The C template's exporter: a plain C function on request_success, which counts requests."""

    ID = "com.example.template"

    def __init__(self, folder):
        source = os.path.join(ROOT, "Plugins", "Template", "C", "Exporter")
        self.folder = os.path.join(folder, "plugins")
        self.path = os.path.join(folder, "request_count.txt")
        os.makedirs(self.folder, mode=0o755)
        files = sorted(name for name in os.listdir(source) if name.endswith(".c"))
        subprocess.run(
            ["cc", "-O2", "-shared", "-fPIC", "-I", os.path.join(ROOT, "dist", "include"),
             f"-Wl,--version-script={source}/plugin.map", "-o", os.path.join(self.folder, "liblistener.so"),
             *(os.path.join(source, name) for name in files)], check=True, umask=0o022)

    @property
    def options(self):
        """What makes a run use it."""
        return ["--plugin-path", self.folder, "--exporter", f'{self.ID}={{"path": "{self.path}"}}']

    def count(self):
        """What it counted in the last run."""
        with open(self.path, encoding="utf-8") as file:
            return int(file.read())
