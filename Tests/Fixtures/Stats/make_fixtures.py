#!/usr/bin/env python3
# Assay: records what numpy and the real Locust say of given requests. Needs: pip install numpy locust==2.47.0
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import random
import time

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


(HERE / "percentiles.json").write_text(json.dumps(percentiles()) + "\n")
(HERE / "rates.json").write_text(json.dumps(rates()) + "\n")
