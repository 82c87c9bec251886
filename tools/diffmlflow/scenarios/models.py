# Assay: the life of logged models, with their params, metrics, tags, runs and files.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario


def one(session, model, below="", method="GET", body=None, **query):
    path = "/api/2.0/mlflow/logged-models/" + model + below
    if body is not None:
        return session.call(method, path, body)
    return session.call(method, path, query=query)


@scenario("life of a logged model")
def life(session, world):
    run = world.make_run()
    model = world.make_logged_model(source_run_id=run, model_type="agent")
    one(session, model)
    for status in ("LOGGED_MODEL_READY", "LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED", "LOGGED_MODEL_PENDING",
                   "LOGGED_MODEL_STATUS_UNSPECIFIED", 2, 99, "nothing"):
        one(session, model, method="PATCH", body={"model_id": model, "status": status})
        one(session, model)
    for tags in ([{"key": "a", "value": "1"}], [{"key": "a", "value": "2"}, {"key": "b", "value": ""}], []):
        one(session, model, "/tags", "PATCH", {"model_id": model, "tags": tags})
        one(session, model)
    for key in ("a", "a", "none"):
        one(session, model, f"/tags/{key}", "DELETE")
    for params in ([{"key": "q", "value": "1"}], [{"key": "q", "value": "1"}], [{"key": "q", "value": "2"}], []):
        one(session, model, "/params", "POST", {"model_id": model, "params": params})
    one(session, model)
    session.post("runs/log-inputs", {"run_id": run, "models": [{"model_id": model}]})
    for step in (1, 1, 5):
        session.post("runs/outputs", {"run_id": run, "models": [{"model_id": model, "step": step}]})
        session.get("runs/get", run_id=run)
    session.post("runs/search", {"experiment_ids": [world.of("experiment")], "max_results": 1})
    one(session, model, method="DELETE")
    for _ in range(2):
        one(session, model)
        one(session, model, method="DELETE")
    one(session, model, allow_deleted="true")
    one(session, model, method="PATCH", body={"model_id": model, "status": "LOGGED_MODEL_READY"})
    one(session, model, "/tags", "PATCH", {"model_id": model, "tags": [{"key": "z", "value": "1"}]})
    session.get("runs/get", run_id=run)
    session.post("runs/log-metric", {"run_id": run, "model_id": model, "key": "late", "value": 1, "timestamp": 5})


@scenario("metrics of a logged model")
def metrics(session, world):
    run, other = world.make_run(), world.make_run()
    model = world.make_logged_model(source_run_id=run)
    point = {"model_id": model, "key": "acc", "timestamp": 5}
    for of, more in ((run, {"value": 0.5, "step": 1}), (run, {"value": 0.75, "step": 2}),
                     (run, {"value": 0.75, "step": 2}),
                     (run, {"value": 0.1, "step": 0}), (other, {"value": 0.9, "step": 1}),
                     (run, {"value": "NaN", "step": 3}),
                     (run, {"value": 1, "step": 1, "dataset_name": "d", "dataset_digest": "x"}),
                     (run, {"value": 2, "step": 1, "dataset_name": "d", "dataset_digest": "y"}),
                     (run, {"value": 3, "step": 1, "dataset_name": "d"}),
                     (run, {"value": 4, "step": 9, "key": "loss"})):
        session.post("runs/log-metric", {"run_id": of, **point, **more})
        one(session, model)
    session.post("runs/log-batch", {"run_id": run, "metrics": [{**point, "value": 5, "step": 20}, {
        "key": "plain", "value": 1, "timestamp": 5, "step": 0}]})
    one(session, model)
    session.get("runs/get", run_id=run)
    session.get("metrics/get-history", run_id=run, metric_key="acc")
    session.post("logged-models/search", {"experiment_ids": [world.of("experiment")], "filter": "metrics.acc > 0"})
    session.post("runs/delete", {"run_id": run})
    one(session, model)


@scenario("files of a logged model")
def files(session, world):
    experiment = world.of("experiment")
    made = session.post("logged-models", {"experiment_id": experiment, "name": "files"})
    model, root = made.get("model.info.model_id"), made.get("model.info.artifact_uri", "artifact_uri")
    folder = root.changed(lambda uri: uri.removeprefix("mlflow-artifacts:/").lstrip("/"))
    for name in ("MLmodel", "dir/data.bin"):
        session.call("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + folder + "/" + name, raw=b"flavors: {}",
                     headers={})
    for path in (None, "", "dir", "dir/", "none", "MLmodel", "..", "/etc", "%2e%2e"):
        query = {} if path is None else {"artifact_directory_path": path}
        one(session, model, "/artifacts/directories", **query)
    for path in (None, "", "dir/data.bin", "MLmodel", "none", "dir", "../x", "/etc/passwd", "%2e%2e/x",
                 "dir%2Fdata.bin"):
        query = {} if path is None else {"artifact_file_path": path}
        session.call("GET", "/ajax-api/2.0/mlflow/logged-models/" + model + "/artifacts/files", query=query)
    session.call("GET", f"/ajax-api/2.0/mlflow/logged-models/m-{'0' * 32}/artifacts/files",
                 query={"artifact_file_path": "x"})
