# Assay: what becomes of experiments: deleted, restored, renamed, with runs in them.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario


def look(session, experiment, runs=()):
    session.get("experiments/get", experiment_id=experiment)
    for run in runs:
        session.get("runs/get", run_id=run)
    session.post("runs/search", {"experiment_ids": [experiment], "run_view_type": "ALL"})


@scenario("life of an experiment")
def life(session, world):
    name = world.name("life")
    experiment = session.post("experiments/create", {"name": name}).get("experiment_id")
    kept, gone = world.make_run(experiment), world.make_run(experiment)
    session.post("runs/delete", {"run_id": gone})
    look(session, experiment, (kept, gone))
    session.post("experiments/delete", {"experiment_id": experiment})
    look(session, experiment, (kept, gone))
    session.get("experiments/get-by-name", experiment_name=name)
    session.post("experiments/delete", {"experiment_id": experiment})
    for path, body in (("runs/create", {}), ("experiments/update", {"new_name": world.name("x")}),
                       ("experiments/set-experiment-tag", {"key": "k", "value": "v"}),
                       ("experiments/delete-experiment-tag", {"key": "k"}), ("logged-models", {"name": "m"})):
        session.post(path, {"experiment_id": experiment, **body})
    session.post("experiments/create", {"name": name})
    for path, body in (("runs/log-metric", {"key": "m", "value": 1, "timestamp": 1}),
                       ("runs/log-parameter", {"key": "p", "value": "v"}), ("runs/set-tag", {"key": "t", "value": "v"}),
                       ("runs/update", {"status": "FINISHED"}), ("runs/log-batch", {}), ("runs/restore", {}),
                       ("runs/set-tag", {"key": "t", "value": "v"}), ("runs/delete", {})):
        session.post(path, {"run_id": kept, **body})
    session.post("experiments/restore", {"experiment_id": experiment})
    look(session, experiment, (kept, gone))
    session.post("experiments/restore", {"experiment_id": experiment})
    for view in ("ACTIVE_ONLY", "DELETED_ONLY", "ALL"):
        session.post("experiments/search", {"max_results": 10, "view_type": view, "filter": f"name = '{name}'"})


@scenario("renaming experiments")
def rename(session, world):
    first, second = world.name("a"), world.name("b")
    one = session.post("experiments/create", {"name": first}).get("experiment_id")
    two = session.post("experiments/create", {"name": second}).get("experiment_id")
    for name in (second, first, "", " ", first.upper(), "x" * 500, world.name("a"), "Default"):
        session.post("experiments/update", {"experiment_id": one, "new_name": name})
        session.get("experiments/get", experiment_id=one)
    session.post("experiments/delete", {"experiment_id": two})
    session.post("experiments/update", {"experiment_id": one, "new_name": second})
    session.post("experiments/update", {"experiment_id": two, "new_name": world.name("c")})
    session.get("experiments/get-by-name", experiment_name=second)


@scenario("tags of experiments")
def tags(session, world):
    experiment = world.make_experiment()
    for value in ("one", "two", "", "größe", "x" * 20_000):
        session.post("experiments/set-experiment-tag", {"experiment_id": experiment, "key": "t", "value": value})
        session.get("experiments/get", experiment_id=experiment)
    for key in ("mlflow.note.content", "mlflow.experimentKind", "mlflow.experiment.sourceName",
                "mlflow.artifactLocation"):
        session.post("experiments/set-experiment-tag", {"experiment_id": experiment, "key": key, "value": "x"})
    session.get("experiments/get", experiment_id=experiment)
    for _ in range(2):
        session.post("experiments/delete-experiment-tag", {"experiment_id": experiment, "key": "t"})
    session.get("experiments/get", experiment_id=experiment)


@scenario("the default experiment")
def default(session, world):
    session.get("experiments/get", experiment_id="0")
    session.get("experiments/get-by-name", experiment_name="Default")
    session.post("runs/create", {"start_time": 5, "run_name": "in default"})
    session.post("runs/create", {"experiment_id": "", "start_time": 5, "run_name": "in default"})
    session.post("runs/create", {"experiment_id": "0", "start_time": 5, "run_name": "in default"})
