#!/usr/bin/env python3
# Assay: records what numpy and the real Locust say of given requests. Needs: pip install numpy locust==2.47.0
# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import pathlib
import random
import tempfile
import time

import locust.env
import locust.stats
import numpy

HERE = pathlib.Path(__file__).parent
PERCENTILES = [0, 1, 25, 50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100]


def populations():
    """Response times in milliseconds, with a resolution of one microsecond; counts that no percentile divides evenly,
    where numpy's rank depends on the last bit of a product."""
    random.seed(7)
    yield "lognormal", [random.lognormvariate(2.5, 0.8) for _ in range(2003)]
    yield "exponential", [random.expovariate(1 / 40) + 2 for _ in range(2003)]
    yield "bimodal", [random.gauss(20, 1) if random.random() < 0.9 else random.gauss(2000, 100) for _ in range(2003)]
    yield "long", [random.uniform(1000, 4_000_000) for _ in range(997)]
    yield "constant", [12.345] * 499
    yield "single", [777.777]


def percentiles():
    cases = []
    for name, times in populations():
        times = [round(max(0.5, value), 3) for value in times]
        wanted = numpy.percentile(times, PERCENTILES, method="inverted_cdf")
        cases.append({"name": name, "times": times, "percentiles": PERCENTILES,
                      "values": [float(value) for value in wanted], "average": float(numpy.mean(times))})
    return cases


def rates():
    """Requests at given moments, and the rates that Locust shows after each block of them."""
    random.seed(11)
    clock = [1_700_000_000.25]
    time.time = lambda: clock[0]
    stats = locust.stats.RequestStats()
    start, events, checks = clock[0], [], []
    for block, count in enumerate([3, 40, 200, 0, 7, 500, 90]):
        for _ in range(count):
            clock[0] += random.uniform(0.001, 0.11)
            name, is_failure = random.choice(["/a", "/b"]), random.random() < 0.2
            time_ms = random.uniform(1, 500)
            stats.log_request("GET", name, time_ms, 100)
            if is_failure:
                stats.log_error("GET", name, "broken")
            events.append({"time": clock[0], "name": name, "failed": is_failure, "ms": time_ms})
        clock[0] += [0, 2.5, 0.7, 30, 4, 0, 0][block]
        checks.append({"after": len(events), "rows": {
            entry.name: {"current_rps": entry.current_rps, "current_failures": entry.current_fail_per_sec,
                         "total_rps": entry.total_rps, "total_failures": entry.total_fail_per_sec,
                         "requests": entry.num_requests, "failures": entry.num_failures}
            for entry in [*stats.entries.values(), stats.total]}})
    return {"start": start, "events": events, "checks": checks}


NAMES = [("GET", "/"), ("POST", "/pay, now"), ("GET", 'a "quoted" name'), ("WS", "Grüße 你好 🚀"), ("", "no method")]
ERRORS = ["HTTPError('500 Server Error: for url: /pay')", "CatchResponseError('too, \\'late\\'')", "line\nbreak"]


def report():
    """One run, and the CSV files and tables that Locust makes of it. Times are whole tens of milliseconds from 100 to 990,
    which Locust's buckets hold exactly."""
    random.seed(3)
    clock = [1_700_000_000.0]
    time.time = lambda: clock[0]
    environment = locust.env.Environment(user_classes=[])
    runner = environment.create_local_runner()
    runner.exceptions = {1: {"count": 3, "msg": "no stock", "traceback": "Shop.swift:12", "nodes": {"local"}}}
    stats, events = environment.stats, []
    stats.clear_all()
    # Counts that no percentile divides evenly: there Locust takes the next rank and numpy does not.
    names = [name for name, count in zip(NAMES, [271, 293, 347, 283, 7]) for _ in range(count)]
    random.shuffle(names)
    for method, name in names:
        clock[0] += random.uniform(0.001, 0.03)
        event = {"time": clock[0], "method": method, "name": name, "ms": random.randrange(100, 1000, 10),
                 "length": random.randrange(0, 5000), "error": random.choice(ERRORS) if random.random() < 0.1 else None}
        stats.log_request(method, name, event["ms"], event["length"])
        if event["error"] is not None:
            stats.log_error(method, name, event["error"])
        events.append(event)
    writer = locust.stats.StatsCSVFileWriter(environment, locust.stats.PERCENTILES_TO_REPORT, str(pathlib.Path(tempfile.mkdtemp()) / "run"), False)
    files = {}
    for name, write in {"stats": writer.requests_csv, "failures": writer.failures_csv,
                        "exceptions": writer.exceptions_csv,
                        "history": lambda out: writer._stats_history_data_rows(out, clock[0])}.items():
        text = io.StringIO(newline="")
        write(csv.writer(text))
        files[name] = text.getvalue()
    files["history"] = ",".join(writer.stats_history_csv_columns) + "\r\n" + files["history"]
    tables = {"current": locust.stats.get_stats_summary(stats, True),
              "total": locust.stats.get_stats_summary(stats, False),
              "percentiles": locust.stats.get_percentile_stats_summary(stats),
              "errors": locust.stats.get_error_report_summary(stats)}
    entries = json.loads(json.dumps([entry.serialize() for entry in stats.entries.values()]))
    return {"start": 1_700_000_000.0, "end": clock[0], "events": events, "files": files, "tables": tables,
            "entries": entries}


(HERE / "percentiles.json").write_text(json.dumps(percentiles()) + "\n")
(HERE / "rates.json").write_text(json.dumps(rates()) + "\n")
(HERE / "report.json").write_text(json.dumps(report()) + "\n")
