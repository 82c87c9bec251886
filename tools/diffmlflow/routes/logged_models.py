# Assay: recipes for the routes of logged models.
# SPDX-License-Identifier: Apache-2.0
from ..both import Both
from ..recipes import Recipe
from ..variants import ABSENT


def read_model(session, values, exchange):
    """What the model is after the call."""
    model = values.get("model_id")
    if model is None and exchange.is_ok:
        model = exchange.get("model.info.model_id")
    if isinstance(model, Both):
        session.call("GET", "/api/2.0/mlflow/logged-models/" + model)


ROLES = {"model_id": "logged_model", "experiment_id": "experiment", "source_run_id": "run"}
NAMES = ("a/b", "a:b", "a.b", "a%b", 'a"b', "a'b", "a b", "größe", "a-b_c", "n" * 500, "n" * 501, "a\\b", "models", ".")
Recipe("createLoggedModel", lambda world: {
    "experiment_id": world.of("experiment"), "name": "model", "model_type": "agent", "source_run_id": world.of("run"),
    "params": [{"key": "p", "value": "v"}], "tags": [{"key": "t", "value": "v"}]}, follow=read_model, roles=ROLES,
    extra={
        **{f"name {name[:8]}": lambda world, values, name=name: {"name": name} for name in NAMES},
        "only experiment": lambda world, values: {name: ABSENT for name in (
            "name", "model_type", "source_run_id", "params", "tags")},
        "param twice": lambda world, values: {"params": [{"key": "p", "value": "1"}, {"key": "p", "value": "2"}]},
        "tag twice": lambda world, values: {"tags": [{"key": "t", "value": "1"}, {"key": "t", "value": "2"}]},
        "param of 6001": lambda world, values: {"params": [{"key": "p", "value": "v" * 6001}]},
        "param key of 251": lambda world, values: {"params": [{"key": "p" * 251, "value": "v"}]},
        "tag of 8001": lambda world, values: {"tags": [{"key": "t", "value": "v" * 8001}]},
        "100 params": lambda world, values: {"params": [{"key": f"p{n}", "value": "v"} for n in range(100)]}})
Recipe("finalizeLoggedModel", lambda world: {"model_id": world.of("logged_model"), "status": "LOGGED_MODEL_READY"},
       follow=read_model, roles=ROLES, consumes=("logged_model",), extra={
           f"status {status}": lambda world, values, status=status: {"status": status}
           for status in ("READY", "PENDING", "UNSPECIFIED", "LOGGED_MODEL_UPLOAD_FAILED")})
Recipe("getLoggedModel", lambda world: {"model_id": world.of("logged_model")}, roles=ROLES, extra={
    "allow_deleted": lambda world, values: {"model_id": world.of("deleted_logged_model"), "allow_deleted": "true"}})
Recipe("deleteLoggedModel", lambda world: {"model_id": world.of("logged_model")}, follow=read_model, roles=ROLES,
       consumes=("logged_model",))
Recipe("searchLoggedModels", lambda world: {
    "experiment_ids": [world.of("full_experiment")], "filter": "name LIKE 'model%'",
    "datasets": [{"dataset_name": "data", "dataset_digest": "abc"}], "max_results": 2,
    "order_by": [{"field_name": "name", "ascending": True}], "page_token": ""}, extra={
        "only experiments": lambda world, values: {name: ABSENT for name in (
            "filter", "datasets", "max_results", "order_by", "page_token")},
        "no experiments": lambda world, values: {"experiment_ids": ABSENT},
        "no datasets": lambda world, values: {"datasets": ABSENT},
        "max 50": lambda world, values: {"max_results": 50}, "max 51": lambda world, values: {"max_results": 51},
        "max 100000": lambda world, values: {"max_results": 100_000}})
Recipe("setLoggedModelTags", lambda world: {"model_id": world.of("logged_model"), "tags": [{"key": "t", "value": "w"}]},
       follow=read_model, roles=ROLES, extra={
           "two": lambda world, values: {"tags": [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]},
           "twice the same": lambda world, values: {"tags": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]},
           "value of 8001": lambda world, values: {"tags": [{"key": "a", "value": "v" * 8001}]},
           "key of 251": lambda world, values: {"tags": [{"key": "k" * 251, "value": "v"}]},
           "key with ..": lambda world, values: {"tags": [{"key": "a/../b", "value": "v"}]},
           "reserved": lambda world, values: {"tags": [{"key": "mlflow.modelVersions", "value": "[]"}]}})
Recipe("deleteLoggedModelTag", lambda world: {"model_id": world.of("logged_model"), "tag_key": "t"}, follow=read_model,
       roles=ROLES, consumes=("logged_model",), extra={
           "missing key": lambda world, values: {"tag_key": "missing"}})
Recipe("listLoggedModelArtifacts", lambda world: {
    "model_id": world.of("logged_model"), "artifact_directory_path": "", "page_token": ""}, roles=ROLES, extra={
        f"path {text}": lambda world, values, text=text: {"artifact_directory_path": text}
        for text in ("../", "missing", "/etc", "%2e%2e", "dir")})
Recipe("LogLoggedModelParams", lambda world: {"model_id": world.of("logged_model"),
                                              "params": [{"key": world.name("p"), "value": "v"}]},
       follow=read_model, roles=ROLES, extra={
           "there already, same": lambda world, values: {"params": [{"key": "p", "value": "v"}]},
           "there already, other": lambda world, values: {"params": [{"key": "p", "value": "other"}]},
           "value of 6001": lambda world, values: {"params": [{"key": "long", "value": "v" * 6001}]},
           "key of 251": lambda world, values: {"params": [{"key": "k" * 251, "value": "v"}]}})
