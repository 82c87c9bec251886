# Assay: recipes for the routes of experiments.
# SPDX-License-Identifier: Apache-2.0
from ..recipes import Recipe


def read_experiment(session, values, exchange):
    """What the experiment is after the call."""
    experiment = values.get("experiment_id")
    if experiment is None and exchange.is_ok:
        experiment = exchange.get("experiment_id")
    if experiment is not None:
        session.get("experiments/get", experiment_id=experiment)


ROLES = {"experiment_id": "experiment"}
LONG_TAG = {"tag value at limit": 20_000, "tag value over limit": 20_001}


def tag_extras():
    """Tags with keys and values at their limits."""
    cases = {case: lambda world, values, length=length: {"value": "v" * length} for case, length in LONG_TAG.items()}
    for case, key in {"key of 250": "k" * 250, "key of 251": "k" * 251, "reserved key": "mlflow.note.content",
                      "key with space": "a b", "key with slash": "a/b", "key with colon": "a:b",
                      "key with star": "a*b"}.items():
        cases[case] = lambda world, values, key=key: {"key": key}
    return cases


Recipe("createExperiment", lambda world: {"name": world.name("exp"), "artifact_location": "file:///nowhere/x",
                                          "tags": [{"key": "t", "value": "v"}]},
       follow=read_experiment, limits={"name": 500, "artifact_location": 2048}, extra={
           **{f"location {text}": lambda world, values, text=text: {"artifact_location": text} for text in (
               "s3://bucket/a?x=1", "s3://bucket/a#f", "s3://b/../a", "relative/path", "/absolute/path",
               "file:///a/../b",
               "mlflow-artifacts:/x", "dbfs:/x", "http://host/x", "s3://b/%2e%2e/a", "gs://b/a b", "nosuch://x")},
           "twice the same tag": lambda world, values: {"tags": [{"key": "t", "value": "1"},
                                                                 {"key": "t", "value": "2"}]},
           "name of a deleted one": lambda world, values: {"name": world.of("deleted_experiment_name")},
           "name Default": lambda world, values: {"name": "Default"},
           "name of 499": lambda world, values: {"name": (world.name("long") + "x" * 500)[:499]},
           "name of 500": lambda world, values: {"name": (world.name("long") + "x" * 500)[:500]},
           "name of 501": lambda world, values: {"name": (world.name("long") + "x" * 500)[:501]},
           "21 tags": lambda world, values: {"tags": [{"key": f"k{n}", "value": str(n)} for n in range(21)]}})
Recipe("getExperiment", lambda world: {"experiment_id": world.of("experiment")}, roles=ROLES)
Recipe("getExperimentByName", lambda world: {"experiment_name": world.of("experiment_name")}, extra={
    "deleted": lambda world, values: {"experiment_name": world.of("deleted_experiment_name")},
    "Default": lambda world, values: {"experiment_name": "Default"},
    "case": lambda world, values: {"experiment_name": "DEFAULT"}})
Recipe("searchExperiments", lambda world: {"max_results": 5, "filter": f"name LIKE '{world.tag}_exp%'",
                                           "order_by": ["name ASC"], "view_type": "ACTIVE_ONLY", "page_token": ""},
       extra={f"max_results {number}": lambda world, values, number=number: {"max_results": number}
              for number in (50_000, 50_001)})
Recipe("deleteExperiment", lambda world: {"experiment_id": world.of("experiment")}, follow=read_experiment, roles=ROLES,
       consumes=("experiment", "experiment_name", "run"))
Recipe("restoreExperiment", lambda world: {"experiment_id": world.of("deleted_experiment")}, follow=read_experiment,
       roles=ROLES, consumes=("deleted_experiment", "deleted_experiment_name"))
Recipe("updateExperiment", lambda world: {"experiment_id": world.of("experiment"), "new_name": world.name("exp")},
       follow=read_experiment, roles=ROLES, limits={"new_name": 500}, consumes=("experiment_name",), extra={
           "name taken": lambda world, values: {"new_name": "Default"},
           "name of a deleted one": lambda world, values: {"new_name": world.of("deleted_experiment_name")}})
Recipe("setExperimentTag", lambda world: {"experiment_id": world.of("experiment"), "key": "t", "value": "v"},
       follow=read_experiment, roles=ROLES, limits={"key": 250, "value": 20_000}, extra=tag_extras())
Recipe("deleteExperimentTag", lambda world: {"experiment_id": world.of("tagged_experiment"), "key": "t"},
       follow=read_experiment, roles=ROLES, consumes=("tagged_experiment",), extra={
           "missing key": lambda world, values: {"key": "missing"}})
