# Assay: recipes for what is logged in batches: metrics, params and tags, inputs, outputs, models.
# SPDX-License-Identifier: Apache-2.0
import json

from ..recipes import Recipe
from ..variants import ABSENT
from .runs import ROLES, TIME, key_extras, read_run


def metric(key="m", value=0.5, step=3, **more):
    return {"key": key, "value": value, "timestamp": TIME, "step": step, **more}


def base(world):
    return {"run_id": world.of("run"), "metrics": [metric()], "params": [{"key": world.name("p"), "value": "v"}],
            "tags": [{"key": "t", "value": "v"}]}


def sizes():
    """Batches at their limits."""
    def made(metrics=0, params=0, tags=0):
        return lambda world, values: {
            "metrics": [metric(f"m{number % 7}", step=number) for number in range(metrics)],
            "params": [{"key": f"{world.name('p')}", "value": "v"} for _ in range(params)],
            "tags": [{"key": f"t{number}", "value": "v"} for number in range(tags)]}
    table = {"1000 metrics": (1000,), "1001 metrics": (1001,), "100 params": (0, 100), "101 params": (0, 101),
             "100 tags": (0, 0, 100), "101 tags": (0, 0, 101), "1000 in all": (800, 100, 100),
             "1001 in all": (801, 100, 100), "nothing": (0, 0, 0)}
    return {case: made(*counts) for case, counts in table.items()}


def element_extras():
    """The keys of key_extras, in a metric, a param and a tag."""
    cases = {}
    for case, change in key_extras().items():
        for name in ("metrics", "params", "tags"):
            def extra(world, values, name=name, change=change):
                return {name: [{**values[name][0], **change(world, values)}]}
            cases[f"{name} {case}"] = extra
    return cases


def params(*pairs):
    return lambda world, values: {"params": [{"key": key, "value": value} for key, value in pairs]}


def leave_run(session, world, exchange):
    """MLflow writes a batch in several transactions: of one that its database refuses it keeps the first."""
    if "[SQL: " in exchange.answers[0].text:
        world.drop("run")


Recipe("logBatch", base, follow=read_run, roles=ROLES, refused=leave_run, extra={
    **sizes(), **element_extras(),
    "param twice the same": params(("a", "1"), ("a", "1")), "param twice, other value": params(("a", "1"), ("a", "2")),
    "param written before": lambda world, values: {"run_id": world.of("full_run"),
                                                   "params": [{"key": "p1", "value": "other"}]},
    "param written before, same": lambda world, values: {"run_id": world.of("full_run"),
                                                         "params": [{"key": "p1", "value": "one"}]},
    "two written before": lambda world, values: {"run_id": world.of("full_run"), "params": [
        {"key": "p1", "value": "x"}, {"key": "p2", "value": "y"}, {"key": "p3", "value": "new"}]},
    "param of 6001": params(("long", "v" * 6001)), "param of 6000": params(("long6000", "v" * 6000)),
    "param key of 251": params(("k" * 251, "v")),
    "tag of 8001": lambda world, values: {"tags": [{"key": "long", "value": "v" * 8001}]},
    "tag twice": lambda world, values: {"tags": [{"key": "t", "value": "1"}, {"key": "t", "value": "2"}]},
    "run name": lambda world, values: {"tags": [{"key": "mlflow.runName", "value": "renamed"}]},
    "metric twice the same": lambda world, values: {"metrics": [metric(), metric()]},
    "metric NaN": lambda world, values: {"metrics": [metric("nan", float("nan")), metric("inf", float("inf")),
                                                     metric("ninf", float("-inf"))]},
    "second metric bad": lambda world, values: {"metrics": [metric("good"), metric("b..//ad")]},
    "bad tag after good": lambda world, values: {"tags": [{"key": "good", "value": "1"},
                                                          {"key": "a..b/../c", "value": "1"}]},
    "metric without step": lambda world, values: {"metrics": [{"key": "m", "value": 1, "timestamp": TIME}]},
    "metric of unknown model": lambda world, values: {"metrics": [metric(model_id="m-" + "0" * 32)]},
    "metric of a model": lambda world, values: {"metrics": [metric(model_id=world.of("logged_model"))]},
    "run_uuid instead": lambda world, values: {"run_id": ABSENT, "run_uuid": values["run_id"]}})


def dataset(name="data", digest="abc", **more):
    return {"tags": [{"key": "mlflow.data.context", "value": "training"}],
            "dataset": {"name": name, "digest": digest, "source_type": "local", "source": "{\"uri\": \"x\"}",
                        "schema": "{}", "profile": "{}", **more}}


def datasets(*items):
    return lambda world, values: {"datasets": list(items)}


Recipe("logInputs", lambda world: {"run_id": world.of("run"), "datasets": [dataset()],
                                   "models": [{"model_id": world.of("logged_model")}]},
       follow=read_run, roles=ROLES, extra={
           "no models": lambda world, values: {"models": ABSENT},
           "no datasets": lambda world, values: {"datasets": ABSENT},
           "two datasets": datasets(dataset("a"), dataset("b")), "twice the same": datasets(dataset(), dataset()),
           "same name, other digest": datasets(dataset(digest="1"), dataset(digest="2")),
           "same, other source": datasets(dataset(source="other")), "name of 500": datasets(dataset("n" * 500)),
           "name of 501": datasets(dataset("n" * 501)), "digest of 36": datasets(dataset(digest="d" * 36)),
           "digest of 37": datasets(dataset(digest="d" * 37)),
           "source of 65536": datasets(dataset(source="s" * 65_536)),
           "schema of 1048576": datasets(dataset(schema="s" * 1_048_576)),
           "tag key of 256": datasets({**dataset(), "tags": [{"key": "k" * 256, "value": "v"}]}),
           "tag value of 501": datasets({**dataset(), "tags": [{"key": "k", "value": "v" * 501}]}),
           "tag twice": datasets({**dataset("tt"), "tags": [{"key": "k", "value": "1"}, {"key": "k", "value": "2"}]}),
           "other tags now": datasets({**dataset(), "tags": [{"key": "other", "value": "x"}]}),
           "no tags": datasets({"dataset": dataset("untagged")["dataset"]}),
           "1001 datasets": datasets(*(dataset(f"d{number}") for number in range(1001))),
           "unknown model": lambda world, values: {"models": [{"model_id": "m-" + "0" * 32}]}})
Recipe("logOutputs", lambda world: {"run_id": world.of("run"),
                                    "models": [{"model_id": world.of("logged_model"), "step": 2}]},
       follow=read_run, roles=ROLES, extra={
           "unknown model": lambda world, values: {"models": [{"model_id": "m-" + "0" * 32, "step": 0}]},
           "other step": lambda world, values: {"models": [{"model_id": world.of("logged_model"), "step": 9}]}})
MODEL = {"run_id": "x", "artifact_path": "model", "utc_time_created": "2020-01-01 00:00:00.000000",
         "flavors": {"python_function": {"loader_module": "m"}}, "model_uuid": "u", "mlflow_version": "3.17.2"}


def model_json(**change):
    value = {key: item for key, item in {**MODEL, **change}.items() if item is not ABSENT}
    return lambda world, values: {"model_json": json.dumps(value)}


Recipe("logModel", lambda world: {"run_id": world.of("run"), "model_json": json.dumps(MODEL)}, follow=read_run,
       roles=ROLES, extra={
           **{f"without {name}": model_json(**{name: ABSENT}) for name in MODEL},
           "not JSON": lambda world, values: {"model_json": "{"}, "a list": lambda world, values: {"model_json": "[]"},
           "empty object": lambda world, values: {"model_json": "{}"},
           "with more": model_json(signature={"inputs": "x"})})
