# Assay: what the tracking benchmark sends, and what the servers and databases spend on it.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import pathlib
import re
import resource
import subprocess
import urllib.request

CLOCK = os.sysconf("SC_CLK_TCK")

# Each request is another point of time, so that no server may take it for a repeat.
SCRIPTS = {
    "log_metric": """
        local n = 0
        function request()
          n = n + 1
          return wrk.format("POST", "/api/2.0/mlflow/runs/log-metric", {["Content-Type"] = "application/json"},
            '{"run_id":"%(run)s","key":"m' .. (n %% 10) .. '","value":' .. (n * 0.37) .. ',"timestamp":'
            .. (%(time)d + n) .. ',"step":' .. n .. '}')
        end""",
    "log_batch": """
        local n = 0
        function request()
          local parts = {}
          for i = 1, %(points)d do
            n = n + 1
            parts[i] = '{"key":"b' .. (i %% 50) .. '","value":' .. (n * 0.37) .. ',"timestamp":' .. (%(time)d + n)
              .. ',"step":' .. n .. '}'
          end
          return wrk.format("POST", "/api/2.0/mlflow/runs/log-batch", {["Content-Type"] = "application/json"},
            '{"run_id":"%(run)s","metrics":[' .. table.concat(parts, ",") .. ']}')
        end""",
    "get_run": """
        function request() return wrk.format("GET", "/api/2.0/mlflow/runs/get?run_id=%(read)s") end""",
    "search": """
        function request()
          return wrk.format("POST", "/api/2.0/mlflow/runs/search", {["Content-Type"] = "application/json"},
            '{"experiment_ids":["%(experiment)s"],"filter":"metrics.m1 > 0.5","order_by":["metrics.m2 DESC"],'
            .. '"max_results":100}')
        end""",
    "history": """
        function request()
          return wrk.format("GET", "/api/2.0/mlflow/metrics/get-history?run_id=%(long)s&metric_key=h")
        end""",
    "health": """function request() return wrk.format("GET", "/health") end""",
}


def tree(pid):
    """A process and all its descendants."""
    found, waiting = [], [pid]
    children = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu(pid):
    """Seconds of CPU that a process and its descendants have used, those that have ended included."""
    ticks = 0
    for member in tree(pid):
        try:
            fields = pathlib.Path(f"/proc/{member}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / CLOCK


def resident(pid):
    """Megabytes of memory of a process and its descendants."""
    kilobytes = 0
    for member in tree(pid):
        try:
            status = pathlib.Path(f"/proc/{member}/status").read_text()
        except OSError:
            continue
        kilobytes += int((re.search(r"VmRSS:\s+(\d+)", status) or [0, 0])[1])
    return kilobytes / 1024


def post(url, path, body):
    """The answer of a call that must succeed."""
    request = urllib.request.Request(f"{url}/api/2.0/mlflow/{path}", json.dumps(body).encode(),
                                     {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"{}")


def drive(url, kind, names, connections, seconds, folder):
    """Requests answered, latencies in milliseconds (p50, p99), how many were no success, and seconds of CPU here."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    script = pathlib.Path(folder) / "script.lua"
    script.write_text(SCRIPTS[kind] % names + """
        function done(summary, latency, requests)
          io.write(string.format("RESULT %d %f %f %d\\n", summary.requests, latency:percentile(50) / 1000,
            latency:percentile(99) / 1000, summary.errors.status + summary.errors.connect + summary.errors.read
            + summary.errors.write + summary.errors.timeout))
        end""")
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), url],
        capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    client = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = re.search(r"RESULT (\d+) ([\d.]+) ([\d.]+) (\d+)", output.stdout)
    if found is None:
        raise RuntimeError(f"wrk: {output.stdout}{output.stderr}")
    return int(found[1]), float(found[2]), float(found[3]), int(found[4]), client
