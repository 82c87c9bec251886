# Assay: what becomes of runs: deleted, restored, renamed, ended; what can be written only once; half-bad batches.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario

WRITES = (("runs/log-metric", {"key": "m", "value": 1.5, "timestamp": 5}),
          ("runs/log-parameter", {"key": "p", "value": "v"}),
          ("runs/set-tag", {"key": "t", "value": "v"}), ("runs/delete-tag", {"key": "t"}),
          ("runs/log-batch", {"metrics": [{"key": "m", "value": 1, "timestamp": 6, "step": 1}]}),
          ("runs/log-batch", {}),
          ("runs/update", {"status": "FINISHED", "end_time": 7}), ("runs/update", {}),
          ("runs/log-inputs", {"datasets": [{"dataset": {"name": "d", "digest": "x", "source_type": "l",
                                                         "source": "s"}}]}),
          ("runs/log-model", {"model_json": "{}"}), ("runs/outputs", {}))


@scenario("life of a run")
def life(session, world):
    run = world.make_run()
    session.get("runs/get", run_id=run)
    for step in ("runs/delete", "runs/delete", None, "runs/restore", "runs/restore", None):
        if step:
            session.post(step, {"run_id": run})
        else:
            for path, body in WRITES:
                session.post(path, {"run_id": run, **body})
        session.get("runs/get", run_id=run)
    session.get("metrics/get-history", run_id=run, metric_key="m")
    session.call("GET", "/api/2.0/mlflow/artifacts/list", query={"run_id": run})


@scenario("names of runs")
def names(session, world):
    run = world.make_run()
    for path, body in (("runs/update", {"run_name": "second"}),
                       ("runs/set-tag", {"key": "mlflow.runName", "value": "third"}),
                       ("runs/log-batch", {"tags": [{"key": "mlflow.runName", "value": "fourth"}]}),
                       ("runs/update", {"run_name": ""}), ("runs/update", {"run_name": " "}),
                       ("runs/delete-tag", {"key": "mlflow.runName"}), ("runs/update", {"run_name": "fifth"}),
                       ("runs/set-tag", {"key": "mlflow.runName", "value": ""}),
                       ("runs/update", {"run_name": "größe 😀"}),
                       ("runs/update", {"run_name": "n" * 9000}), ("runs/update", {"run_name": "last"})):
        session.post(path, {"run_id": run, **body})
        session.get("runs/get", run_id=run)


@scenario("status of runs")
def status(session, world):
    run = world.make_run()
    for state in ("FINISHED", "RUNNING", "SCHEDULED", "FAILED", "KILLED"):
        for more in ({}, {"end_time": 1_600_000_000_500}, {"end_time": 0}, {"end_time": -1}):
            session.post("runs/update", {"run_id": run, "status": state, **more})
    session.post("runs/update", {"run_id": run, "end_time": 9})
    session.get("runs/get", run_id=run)


@scenario("params are written once")
def params(session, world):
    run = world.make_run()
    for key, value in (("a", "1"), ("a", "1"), ("a", "2"), ("a", ""), ("b", ""), ("b", ""), ("b", "x"), ("A", "1"),
                       ("long", "v" * 7000), ("long", "v" * 7000), ("long", "v" * 6000), ("long", "v" * 6001)):
        session.post("runs/log-parameter", {"run_id": run, "key": key, "value": value})
        session.post("runs/log-batch", {"run_id": run, "params": [{"key": key, "value": value}]})
    session.post("runs/log-batch", {"run_id": run, "params": [{"key": "c", "value": "1"}, {"key": "a", "value": "9"}]})
    session.post("runs/log-batch", {"run_id": run, "params": [{"key": "a", "value": "8"}, {"key": "b", "value": "9"}]})
    session.get("runs/get", run_id=run)


@scenario("batches that fail in part")
def batches(session, world):
    metric = {"key": "m", "value": 1, "timestamp": 5, "step": 0}
    param, tag = {"key": "p", "value": "v"}, {"key": "t", "value": "v"}
    bad = {"key": "a/../b", "value": "v"}
    for case, body in {
            "bad param last": {"metrics": [metric], "params": [param, bad], "tags": [tag]},
            "bad metric": {"metrics": [metric, {**metric, "key": "/x"}], "params": [param], "tags": [tag]},
            "bad tag": {"metrics": [metric], "params": [param], "tags": [tag, bad]},
            "param twice": {"metrics": [metric], "params": [param, {"key": "p", "value": "w"}], "tags": [tag]},
            "param there": {"metrics": [metric], "params": [{"key": "there", "value": "w"}], "tags": [tag]},
            "metric value text": {"metrics": [{**metric, "value": "abc"}], "params": [param], "tags": [tag]},
            "metric without value": {"metrics": [{"key": "m", "timestamp": 5}], "params": [param]},
            "negative timestamp": {"metrics": [{**metric, "timestamp": -1}], "params": [param]},
            "step text": {"metrics": [{**metric, "step": "abc"}]},
            "key NUL": {"metrics": [metric], "tags": [{"key": "a\x00b", "value": "v"}]},
            "value NUL": {"metrics": [metric], "tags": [{"key": "nul", "value": "a\x00b"}]},
            "key absent": {"tags": [{"value": "v"}]}, "value absent": {"tags": [{"key": "novalue"}]},
            "param without value": {"params": [{"key": "novalue"}]}}.items():
        with session.at("scenario batches that fail in part", case):
            run = world.make_run()
            session.post("runs/log-parameter", {"run_id": run, "key": "there", "value": "v"})
            session.post("runs/log-batch", {"run_id": run, **body})
            session.get("runs/get", run_id=run)
            session.get("metrics/get-history", run_id=run, metric_key="m")


@scenario("parents and children")
def children(session, world):
    experiment = world.make_experiment()
    parent = world.make_run(experiment)
    tag = [{"key": "mlflow.parentRunId", "value": parent}]
    child = world.make_run(experiment, tags=tag)
    world.make_run(experiment, tags=[{"key": "mlflow.parentRunId", "value": child}])
    session.post("runs/search", {"experiment_ids": [experiment],
                                 "filter": "tags.mlflow.parentRunId = '" + parent + "'"})
    session.post("runs/search", {"experiment_ids": [experiment], "filter": "tags.`mlflow.parentRunId` IS NULL"})
    session.post("runs/delete", {"run_id": parent})
    session.post("runs/search", {"experiment_ids": [experiment]})
