# Assay: recipes for the routes of runs, metrics, params and tags.
# SPDX-License-Identifier: Apache-2.0
from ..both import Both
from ..recipes import Recipe
from ..variants import ABSENT


def read_run(session, values, exchange):
    """What the run is after the call."""
    run = values.get("run_id")
    if isinstance(run, Both):
        session.get("runs/get", run_id=run)


def read_new_run(session, values, exchange):
    if exchange.is_ok:
        session.get("runs/get", run_id=exchange.get("run.info.run_id"))


def read_history(session, values, exchange):
    read_run(session, values, exchange)
    if isinstance(values.get("run_id"), Both):
        session.get("metrics/get-history", run_id=values["run_id"], metric_key=values["key"])


ROLES = {"run_id": "run", "run_uuid": "run"}
TIME = 1_600_000_000_000


def key_extras(member="key"):
    """Keys that are at the border of what is allowed."""
    keys = {"of 250": "k" * 250, "of 251": "k" * 251, "with dots": "a.b.c", "with ..": "a/../b", "with space": "a b",
            "with colon": "a:b", "with star": "a*b", "with comma": "a,b", "with unicode letter": "größe",
            "ends in /": "a/",
            "./a": "./a", "//": "a//b", "leading /": "/a", "only .": ".", "only ..": "..", "with tab": "a\tb",
            "with newline": "a\nb", "with emoji": "a😀", "with NUL": "a\x00b", "with (": "a(b)", "with -_": "a-b_c",
            "japanese": "日本", "trailing space": "a ", "backslash": "a\\b"}
    return {f"{member} {case}": lambda world, values, key=key: {member: key} for case, key in keys.items()}


def on_uuid(world, values):
    """The run under its older name."""
    return {"run_id": ABSENT, "run_uuid": values["run_id"]}


def value_extras(limit):
    return {f"value of {length}": lambda world, values, length=length: {"value": "v" * length}
            for length in (limit - 1, limit, limit + 1, 2 * limit)}


OLD = {"run_uuid instead": on_uuid, "run_uuid differs": lambda world, values: {"run_uuid": "f" * 32}}
Recipe("createRun", lambda world: {"experiment_id": world.of("experiment"), "user_id": "ada",
                                   "run_name": world.name("run"),
                                   "start_time": TIME, "tags": [{"key": "t", "value": "v"}]},
       follow=read_new_run, roles={"experiment_id": "experiment"}, extra={
           "name in tag": lambda world, values: {"run_name": ABSENT, "tags": [{"key": "mlflow.runName", "value": "n"}]},
           "name and same tag": lambda world, values: {"run_name": "n",
                                                       "tags": [{"key": "mlflow.runName", "value": "n"}]},
           "name and other tag": lambda world, values: {"run_name": "n",
                                                        "tags": [{"key": "mlflow.runName", "value": "m"}]},
           "only experiment": lambda world, values: {key: ABSENT for key in ("user_id", "run_name", "start_time",
                                                                             "tags")},
           "user in tag": lambda world, values: {"tags": [{"key": "mlflow.user", "value": "eve"}]},
           "source tags": lambda world, values: {"tags": [{"key": f"mlflow.source.{word}", "value": "x"} for word in
                                                          ("name", "type", "git.commit")]},
           "same tag twice": lambda world, values: {"tags": [{"key": "t", "value": "1"}, {"key": "t", "value": "2"}]},
           "101 tags": lambda world, values: {"tags": [{"key": f"t{n}", "value": "x"} for n in range(101)]},
           "tag value 8001": lambda world, values: {"tags": [{"key": "t", "value": "x" * 8001}]},
           "name of 250": lambda world, values: {"run_name": "n" * 250},
           "name of 251": lambda world, values: {"run_name": "n" * 251},
           "name of 8001": lambda world, values: {"run_name": "n" * 8001}})
Recipe("updateRun", lambda world: {"run_id": world.of("run"), "status": "FINISHED", "end_time": TIME + 5,
                                   "run_name": world.name("run")},
       follow=read_run, roles=ROLES, extra={
           **OLD, "only id": lambda world, values: {key: ABSENT for key in ("status", "end_time", "run_name")},
           "only name": lambda world, values: {"status": ABSENT, "end_time": ABSENT},
           "end before start": lambda world, values: {"end_time": 1}})
Recipe("deleteRun", lambda world: {"run_id": world.of("run")}, follow=read_run, roles=ROLES, consumes=("run",))
Recipe("restoreRun", lambda world: {"run_id": world.of("deleted_run")}, follow=read_run, roles=ROLES,
       consumes=("deleted_run",))
Recipe("getRun", lambda world: {"run_id": world.of("full_run")}, roles=ROLES, extra=OLD)
Recipe("logMetric", lambda world: {"run_id": world.of("run"), "key": "m", "value": 0.5, "timestamp": TIME, "step": 3},
       follow=read_history, roles=ROLES, extra={
           **OLD, **key_extras(), "no step": lambda world, values: {"step": ABSENT},
           "negative step": lambda world, values: {"step": -5},
           "dataset": lambda world, values: {"dataset_name": "d", "dataset_digest": "x"},
           "dataset name only": lambda world, values: {"dataset_name": "d"},
           "model unknown": lambda world, values: {"model_id": "m-" + "0" * 32}})
Recipe("logParam", lambda world: {"run_id": world.of("run"), "key": world.name("p"), "value": "v"}, follow=read_run,
       roles=ROLES, limits={"key": 250}, extra={
           **OLD, **key_extras(), **value_extras(6000),
           "other value": lambda world, values: {"run_id": world.of("full_run"), "key": "p1", "value": "other"},
           "same value": lambda world, values: {"run_id": world.of("full_run"), "key": "p1", "value": "one"}})
Recipe("setTag", lambda world: {"run_id": world.of("run"), "key": "t", "value": "v"}, follow=read_run, roles=ROLES,
       limits={"key": 250}, extra={
           **OLD, **key_extras(), **value_extras(8000),
           "run name": lambda world, values: {"key": "mlflow.runName", "value": "renamed"},
           "empty run name": lambda world, values: {"key": "mlflow.runName", "value": ""},
           "user": lambda world, values: {"key": "mlflow.user", "value": "eve"}})
Recipe("deleteTag", lambda world: {"run_id": world.of("tagged_run"), "key": "t"}, follow=read_run, roles=ROLES,
       consumes=("tagged_run",), extra={"missing key": lambda world, values: {"key": "missing"},
                                        "run name": lambda world, values: {"key": "mlflow.runName"}})
