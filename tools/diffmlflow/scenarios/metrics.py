# Assay: metrics: which point is the latest, NaN and infinities, ties, steps, histories of several runs.
# SPDX-License-Identifier: Apache-2.0
from ..both import Raw
from .registered import scenario

NAN, INF, NINF = Raw("NaN"), Raw("Infinity"), Raw("-Infinity")
# (value, timestamp, step) in the order in which they are logged.
SERIES = {"steps": [(1, 10, 0), (2, 9, 5), (3, 11, 3)], "times": [(1, 10, 1), (2, 12, 1), (3, 11, 1)],
          "values": [(1, 10, 1), (3, 10, 1), (2, 10, 1)], "repeats": [(1, 10, 1), (1, 10, 1), (1, 10, 1)],
          "NaN first": [(NAN, 10, 1), (1, 10, 1)], "NaN last": [(1, 10, 1), (NAN, 10, 1)],
          "NaN twice": [(NAN, 1, 1), (NAN, 1, 1)],
          "infinity": [(1, 10, 1), (INF, 10, 1), (NINF, 10, 1)],
          "NaN and infinity": [(NAN, 5, 1), (INF, 5, 1), (0, 5, 1)],
          "negative steps": [(1, 10, -5), (2, 10, -1), (3, 10, -9)], "text values": [("NaN", 1, 1), ("1.5", 2, 2)],
          "zero and minus zero": [(0.0, 1, 1), (Raw("-0.0"), 1, 1)],
          "great": [(1.7976931348623157e308, 1, 2**62), (5e-324, 2, 0)],
          "time zero": [(1, 0, 0)], "no step": [(1, 5, None)], "too great": [(Raw("1e400"), 1, 1)],
          "integers": [(2**53, 1, 1)]}


def points(key, series):
    return [{"key": key, "value": value, "timestamp": time, **({} if step is None else {"step": step})}
            for value, time, step in series]


@scenario("latest and history of metrics")
def latest(session, world):
    for case, series in SERIES.items():
        with session.at("scenario latest and history of metrics", case):
            one, batch = world.make_run(), world.make_run()
            for point in points("m", series):
                session.post("runs/log-metric", {"run_id": one, **point})
                session.get("runs/get", run_id=one)
            session.post("runs/log-batch", {"run_id": batch, "metrics": points("m", series)})
            for run in (one, batch):
                session.get("runs/get", run_id=run)
                session.get("metrics/get-history", run_id=run, metric_key="m")
                session.walk("GET", "metrics/get-history", {"run_id": run, "metric_key": "m", "max_results": 1},
                             "metrics")
                bulk(session, run_id=[run], metric_key="m")


def bulk(session, **query):
    query = [(key, item) for key, value in query.items() for item in (value if isinstance(value, list) else [value])]
    session.call("GET", "/ajax-api/2.0/mlflow/metrics/get-history-bulk", query=query)


@scenario("histories of several runs")
def histories(session, world):
    runs = [world.of("long_run"), world.of("full_run"), world.make_run()]
    for query in ({"run_id": runs[:1], "metric_key": "m"}, {"metric_key": "m"}, {"run_id": runs[:1]}, {},
                  {"run_id": ["f" * 32], "metric_key": "m"}, {"run_id": runs[:1] * 101, "metric_key": "m"},
                  {"run_id": runs[:1] * 2, "metric_key": "m"}, {"run_id": runs[:1], "metric_key": ""},
                  *({"run_id": runs[:1], "metric_key": "m", "max_results": size} for size in (0, 1, 5, -1, "abc",
                      25_001, ""))):
        with session.at("GET /ajax-api/2.0/mlflow/metrics/get-history-bulk", str(list(query))):
            bulk(session, **query)
    for name in ("/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval",
                 "/api/2.0/mlflow/metrics/get-history-bulk-interval"):
        for query in ({}, {"max_results": 5}, {"max_results": 320},
                      {"start_step": 10, "end_step": 90, "max_results": 7},
                      {"start_step": 10, "end_step": 10}, {"max_results": 1}, {"max_results": 2}, {"max_results": "x"}):
            with session.at(f"GET {name}", str(query)):
                pairs = [("run_ids", runs[0]), ("run_ids", runs[1]), ("metric_key", "m"), *query.items()]
                session.call("GET", name, query=pairs)
