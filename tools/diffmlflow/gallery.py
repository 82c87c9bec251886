# Assay: an experiment whose runs and models differ in all that can be searched.
# SPDX-License-Identifier: Apache-2.0
NAN, INF = float("nan"), float("inf")
METRICS = (0.5, 1.5, -2.0, 0.0, 1.5, NAN, INF, -INF, None, 1e-300, 123456789.25, 1.5, 0.1, None, 3.0, NAN)
PARAMS = ("a", "A", "b", "10", "9", "a%b", "a_b", "it's", "größe", "GRÖSSE", None, "", "x" * 200, "a b", None, "\\d")
STATUSES = ("FINISHED", "FAILED", "RUNNING", "KILLED", "SCHEDULED")
USERS = ("ada", "Bob", "", None)
ODD_KEYS = ("with space", "with.dot", "with-dash", "größe", "with/slash", "UPPER", "a.b.c")


def fill_experiment(world):
    """Makes the experiment on both servers; its id."""
    session = world.session
    experiment = session.post("experiments/create", {"name": world.name("gallery"), "tags": [
        {"key": "t", "value": "gallery"}]}).get("experiment_id")
    runs = [add_run(world, experiment, number) for number in range(len(METRICS))]
    world.things["gallery_runs"] = runs
    session.post("runs/delete", {"run_id": runs[3]})
    session.post("runs/log-inputs", {"run_id": runs[0], "datasets": [dataset("data", "abc", "training")]})
    session.post("runs/log-inputs", {"run_id": runs[1], "datasets": [dataset("data", "xyz", "eval"),
                                                                   dataset("Other", "abc", "training")]})
    session.post("runs/log-inputs", {"run_id": runs[2], "datasets": [dataset("third", "d3", None)]})
    for number in range(9):
        add_model(world, experiment, runs[number % 3], number)
    return experiment


def dataset(name, digest, context):
    tags = [{"key": "mlflow.data.context", "value": context}] if context else []
    return {"tags": tags, "dataset": {"name": name, "digest": digest, "source_type": "local", "source": "s"}}


def add_run(world, experiment, number):
    session, time = world.session, world.time()
    body = {"experiment_id": experiment, "start_time": time,
            "run_name": ("Run %d" if number % 2 else "run_%d") % number,
            "tags": [{"key": "n", "value": str(number)}]}
    if USERS[number % 4] is not None:
        body["user_id"] = USERS[number % 4]
    run = session.post("runs/create", body).get("run.info.run_id")
    metric, param = METRICS[number], PARAMS[number]
    points, params, tags = [], [], []
    if metric is not None:
        points = [{"key": "m", "value": metric, "timestamp": time, "step": 1},
                  {"key": "n", "value": float(number % 3), "timestamp": time, "step": 1}]
    if param is not None:
        params, tags = [{"key": "p", "value": param}], [{"key": "t", "value": param}]
    if number < len(ODD_KEYS):
        key = ODD_KEYS[number]
        points.append({"key": key, "value": 7.0, "timestamp": time, "step": 0})
        params.append({"key": key, "value": "odd"})
        tags.append({"key": key, "value": "odd"})
    session.post("runs/log-batch", {"run_id": run, "metrics": points, "params": params, "tags": tags})
    status = STATUSES[number % 5]
    if status != "RUNNING":
        session.post("runs/update", {"run_id": run, "status": status, "end_time": time + 1000 * (number % 4)})
    return run


def add_model(world, experiment, run, number):
    session, letter = world.session, "ab"[number % 2]
    model = session.post("logged-models", {
        "experiment_id": experiment, "name": f"model_{number % 4}", "source_run_id": run,
        **({"model_type": ("agent", "Agent", "llm")[number % 3]} if number < 6 else {}),
        "params": [{"key": "p", "value": f"{letter}{number}"}] if number % 3 else [],
        "tags": [{"key": "t", "value": f"{letter}{number}"}] if number % 4 else []}).get("model.info.model_id")
    if number != 7:
        status = "LOGGED_MODEL_UPLOAD_FAILED" if number % 5 == 4 else "LOGGED_MODEL_READY"
        session.call("PATCH", "/api/2.0/mlflow/logged-models/" + model, {"model_id": model, "status": status})
    value = (0.5, 1.5, NAN, 1.5, None, -INF, 2.0, 0.25, INF)[number]
    if value is not None:
        session.post("runs/log-metric", {"run_id": run, "model_id": model, "key": "acc", "value": value, "step": number,
                                         "timestamp": world.START, **({"dataset_name": "data", "dataset_digest": (
                                             "abc", "xyz")[number % 2]} if number % 3 else {})})
    if number == 8:
        session.call("DELETE", "/api/2.0/mlflow/logged-models/" + model)
    return model
