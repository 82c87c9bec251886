# Assay: fills a store with everything that an import takes, and reads it all back, by MLflow's own client.
# SPDX-License-Identifier: Apache-2.0
"""
transfer.py make URI [RUNS POINTS]   experiments, runs, models and prompts; RUNS further runs with POINTS points each;
                                     URI may be a folder
transfer.py dump URI FILE            everything that the client can read, as JSON
"""
import json
import math
import os
import sys

os.environ.setdefault("MLFLOW_ALLOW_FILE_STORE", "true")
import mlflow
from mlflow import MlflowClient
from mlflow.entities import (Dataset, DatasetInput, InputTag, LoggedModelInput, LoggedModelOutput, LoggedModelParameter,
                             LoggedModelTag, Metric, Param, RunTag, ViewType)
from mlflow.entities.webhook import WebhookEvent, WebhookStatus

ACTIONS = ("registered_model.created", "model_version_alias.created", "prompt.created")


def make_runs(client, experiment, repeated):
    """Runs with parents, odd values and odd names; the ids of some."""
    parent = client.create_run(experiment, start_time=1_000, tags={"mlflow.user": "ann", "größe": "ÄÖÜ 漢字 🙂"})
    ids = [parent.info.run_id]
    for number in range(3):
        child = client.create_run(experiment, start_time=2_000 + number, run_name=f"child {number}",
                                  tags={"mlflow.parentRunId": parent.info.run_id})
        ids.append(child.info.run_id)
    points = [Metric("loss", 1 / (step + 1), 1_700_000_000_000 + step // 3, step) for step in range(1_000)]
    client.log_batch(ids[0], metrics=points, params=[Param("lr", "0.1"), Param("text", "x" * 6000)],
                     tags=[RunTag("empty", "")])
    odd = [math.nan, math.inf, -math.inf, -0.0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2]
    client.log_batch(ids[1], metrics=[Metric("odd/value", value, 10 + place, -place) for place, value in enumerate(odd)])
    client.log_batch(ids[1], metrics=[Metric("same", value, 5, 5) for value in (1.0, 2.0, math.nan, *repeated)])
    client.log_batch(ids[2], metrics=[Metric(f"key {number}", number, number, 0) for number in range(300)])
    client.set_terminated(ids[1], "FAILED", end_time=9_000)
    client.set_terminated(ids[2], "KILLED", end_time=9_001)
    client.delete_run(ids[3])
    return ids


def make_inputs(client, ids):
    def dataset(number, **more):
        return DatasetInput(
            Dataset("data" if number == 1 else f"data {number}", f"digest{number}", "local", '{"uri": "x"}', **more),
            [InputTag("mlflow.data.context", "training"), InputTag("k", str(number))])

    client.log_inputs(ids[0], datasets=[dataset(1, schema='{"a": 1}', profile='{"rows": 3}'), dataset(2)])
    client.log_inputs(ids[1], datasets=[dataset(1)])


def make_models(client, experiment, ids):
    model = client.create_logged_model(
        experiment, name="net", source_run_id=ids[0], tags={"t": "1"}, params={"p": "2"}, model_type="torch")
    other = client.create_logged_model(experiment, name="gone")
    client.finalize_logged_model(model.model_id, "READY")
    client.set_logged_model_tags(model.model_id, {"u": "3"})
    client.log_metric(ids[0], "accuracy", 0.5, timestamp=7, step=1, model_id=model.model_id, dataset_name="data",
                      dataset_digest="digest1")
    client.log_inputs(ids[1], models=[LoggedModelInput(model.model_id)])
    client.log_outputs(ids[0], [LoggedModelOutput(model.model_id, 4)])
    client.delete_logged_model(other.model_id)


def make_registry(client, ids):
    client.create_registered_model("first model", tags={"a": "b"}, description="long " * 100)
    client.create_registered_model("empty")
    for number in range(4):
        client.create_model_version("first model", f"runs:/{ids[0]}/model", run_id=ids[0], tags={"n": str(number)},
                                    description=f"version {number}")
    client.transition_model_version_stage("first model", "2", "Production")
    client.delete_model_version("first model", "3")
    client.set_registered_model_alias("first model", "champion", "2")
    client.register_prompt("greeting", "Hello {{name}}", commit_message="one", tags={"team": "x"})
    client.register_prompt("greeting", [{"role": "user", "content": "Hi {{name}}"}],
                           model_config={"temperature": 0.5})
    client.set_prompt_alias("greeting", "best", 1)


def make(uri, runs=0, points=0):
    client = MlflowClient(uri, uri)
    first = client.create_experiment("first", artifact_location="file:///srv/first", tags={"e": "f"})
    second = client.create_experiment("zweites Experiment 🙂")
    client.delete_experiment(client.create_experiment("deleted one"))
    # In a folder, MLflow keeps a point as often as it was logged, and its own migration fails then.
    ids = make_runs(client, first, [2.0] if "://" in uri else [])
    make_inputs(client, ids)
    make_models(client, first, ids)
    make_registry(client, ids)
    if "://" in uri:  # a folder has no webhooks
        client.create_webhook("tell", "https://1.1.1.1/hook", [WebhookEvent.from_str(name) for name in ACTIONS],
                              description="for tests", secret="a secret", status=WebhookStatus.DISABLED)
    for number in range(runs):
        run = client.create_run(second, start_time=10_000 + number).info.run_id
        client.log_batch(run, params=[Param("number", str(number))])
        for begin in range(0, points, 1000):
            client.log_batch(run, metrics=[
                Metric("m", math.sin(number + step), 1_700_000_000_000 + step * 250, step)
                for step in range(begin, min(begin + 1000, points))])


def plain(value):
    """An entity as JSON's types; NaN and infinities as texts, so that they compare."""
    if isinstance(value, float):
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, (str, int, bool, type(None))):
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if hasattr(value, "__dict__"):
        return {key.lstrip("_"): plain(item) for key, item in sorted(vars(value).items())}
    return str(value)


def every(search, **options):
    """All pages of a search."""
    token = None
    while True:
        page = search(page_token=token, **options)
        yield from page
        token = page.token
        if not token:
            return


def ordered(items):
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


def dump_run(client, run):
    keys = list(run.data.metrics)
    seen = plain(run)
    for group in ("dataset_inputs", "model_inputs"):
        seen["inputs"][group] = ordered(seen["inputs"][group])
    seen["data"]["metric_objs"] = ordered(seen["data"].pop("metric_objs", []))
    for entry in seen["inputs"]["dataset_inputs"]:
        entry["tags"] = ordered(entry["tags"])
    seen["history"] = {key: plain(client.get_metric_history(run.info.run_id, key)) for key in keys}
    return seen


def dump(uri, file):
    client = MlflowClient(uri, uri)
    seen = {"experiments": [plain(item) for item in every(client.search_experiments, view_type=ViewType.ALL)]}
    ids = [item["experiment_id"] for item in seen["experiments"]]
    seen["runs"] = ordered(
        dump_run(client, client.get_run(run.info.run_id))
        for run in every(client.search_runs, experiment_ids=ids, run_view_type=ViewType.ALL, max_results=1000))
    models = [model for one in ids for model in every(client.search_logged_models, experiment_ids=[one])]
    seen["logged models"] = ordered(plain(client.get_logged_model(model.model_id)) for model in models)
    seen["registered models"] = [plain(item) for item in every(client.search_registered_models)]
    seen["versions"] = ordered(plain(item) for item in every(client.search_model_versions))
    for one in seen["registered models"]:
        # Their order is that of the database.
        one["latest_version"] = ordered(one["latest_version"])
        one["alias"] = plain(client.get_registered_model(one["name"]).aliases)
    seen["prompts"] = [plain(item) for item in every(client.search_prompts)]
    seen["prompt versions"] = [plain(client.get_prompt_version("greeting", number)) for number in (1, 2)]
    seen["webhooks"] = [plain(item) for item in client.list_webhooks()]
    for hook in seen["webhooks"]:
        hook["events"] = ordered(hook["events"])
    with open(file, "w", encoding="utf-8") as out:
        json.dump(seen, out, indent=1, sort_keys=True, ensure_ascii=False)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], *map(int, sys.argv[3:]))
    else:
        dump(*sys.argv[2:])
