# Assay: recipes for the routes of registered models and their versions.
# SPDX-License-Identifier: Apache-2.0
from ..recipes import Recipe
from ..variants import ABSENT


def read_model(session, values, exchange):
    """What the registered model is after the call."""
    if isinstance(values.get("name"), str):
        session.get("registered-models/get", name=values["name"])


def read_version(session, values, exchange):
    read_model(session, values, exchange)
    version = values.get("version")
    if version is None and exchange.is_ok:
        version = exchange.get("model_version.version")
    if isinstance(values.get("name"), str) and version is not None:
        session.get("model-versions/get", name=values["name"], version=version)


def changes(member, texts):
    return {f"{member} {text[:14]!r}": lambda world, values, text=text: {member: text} for text in texts}


ROLES = {"name": "registered_model", "version": "version"}
MODEL = {"name": "registered_model"}
NAMES = ("a/b", "a:b", "a.b", "a b", ".", "..", "größe", "a%b", "n" * 255, "n" * 256, "n" * 257, "a//b", "a\\b", "a\tb")
TAG_KEYS = ("k" * 250, "k" * 251, "a/b", "a..b", "a/../b", "/a", "a b", "größe", "a*b", "mlflow.prompt.is_prompt",
            "mlflow.x")
ALIASES = ("a" * 255, "a" * 256, "v1", "V12", "v", "v1a", "latest", "Latest", "a b", "a.b", "größe", "a-b_c", "1",
           "a/b")


def tags_extras():
    return {**changes("key", TAG_KEYS),
            **{f"value of {length}": lambda world, values, length=length: {"value": "v" * length}
               for length in (5000, 5001, 100_000, 100_001)}}


Recipe("createRegisteredModel", lambda world: {"name": world.name("model"), "tags": [{"key": "t", "value": "v"}],
                                               "description": "d", "deployment_job_id": "7"},
       follow=read_model, extra={
           **changes("name", NAMES), "taken": lambda world, values: {"name": world.of("registered_model")},
           "taken by a prompt": lambda world, values: {"name": world.of("prompt")},
           "prompt, taken by a model": lambda world, values: {
               "name": world.of("registered_model"), "tags": [{"key": "mlflow.prompt.is_prompt", "value": "true"}]},
           "only name": lambda world, values: {"tags": ABSENT, "description": ABSENT, "deployment_job_id": ABSENT},
           "tag twice": lambda world, values: {"tags": [{"key": "t", "value": "1"}, {"key": "t", "value": "2"}]},
           "tag of 100001": lambda world, values: {"tags": [{"key": "t", "value": "v" * 100_001}]},
           "description of 5001": lambda world, values: {"description": "d" * 5001}})
Recipe("renameRegisteredModel", lambda world: {"name": world.of("registered_model"), "new_name": world.name("model")},
       follow=lambda session, values, exchange: read_model(session, {"name": values["new_name"]}, exchange),
       roles=MODEL,
       consumes=("registered_model", "version"), extra={
           **changes("new_name", NAMES), "to itself": lambda world, values: {"new_name": values["name"]},
           "taken": lambda world, values: {"new_name": world.of("other_model")}})
Recipe("updateRegisteredModel", lambda world: {"name": world.of("registered_model"), "description": "new",
                                               "deployment_job_id": "9"}, follow=read_model, roles=MODEL)
Recipe("deleteRegisteredModel", lambda world: {"name": world.of("registered_model")}, follow=read_model, roles=MODEL,
       consumes=("registered_model", "version"))
Recipe("getRegisteredModel", lambda world: {"name": world.of("full_model")}, roles=MODEL, extra={
    "prompt": lambda world, values: {"name": world.of("prompt")}})
Recipe("searchRegisteredModels", lambda world: {
    "filter": f"name LIKE '{world.tag}_full%'", "max_results": 2, "order_by": ["name DESC"], "page_token": ""}, extra={
        f"max_results {number}": lambda world, values, number=number: {"max_results": number} for number in (1000,
            1001)})
Recipe("getLatestVersions", lambda world: {"name": world.of("full_model"), "stages": ["Production", "None"]},
       roles=MODEL,
       extra={f"stages {stages}": lambda world, values, stages=stages: {"stages": stages} for stages in (
           ["production"], ["Staging", "Archived"], ["None"], ["bad"], ["Production", "Production"], [""])})
def delete_half_version(session, world, exchange):
    """MLflow refuses a version of a logged model that is not there, and keeps it."""
    body = exchange.request.body
    if isinstance(body, dict) and {"model_id", "modelId"} & set(body):
        session.delete("registered-models/delete", {"name": world.of("registered_model")})
        world.drop("registered_model")


Recipe("createModelVersion", lambda world: {
    "name": world.of("registered_model"), "source": "s3://bucket/model", "run_id": world.of("run"),
    "tags": [{"key": "t", "value": "v"}], "run_link": "http://link", "description": "d"}, follow=read_version,
       refused=delete_half_version, consumes=("registered_model",), roles={**MODEL, "run_id": "run"}, extra={
           **changes("source", ("/etc", "file:///etc", "../x", "s3://b/../x", "s3://b/%2e%2e/x", "http://h/x?y",
                                "runs:/x/y",
                                "models:/x/1", "models:/m-" + "0" * 32, "mlflow-artifacts:/0/x", "dummy-source", "x",
                                "s3://b/x#f", "mlflow-artifacts://host/x", "file://host/x", "dbfs:/x", "s3:/b",
                                "relative/x",
                                "models:/", "models:/x", "runs:/",
                                "http://127.0.0.1/api/2.0/mlflow-artifacts/artifacts/x",
                                "s3://b/" + "x" * 500)),
           "run's artifact": lambda world, values: {"source": "runs:/" + values["run_id"] + "/model"},
           "other run's artifact": lambda world, values: {"source": "runs:/" + world.of("full_run") + "/model"},
           "model unknown": lambda world, values: {"name": world.make_registered_model(),
                                                   "model_id": "m-" + "0" * 32},
           "model": lambda world, values: {"model_id": world.of("logged_model")},
           "models:/ source": lambda world, values: {"model_id": world.of("logged_model"), "run_id": ABSENT,
                                                     "source": "models:/" + world.of("logged_model")},
           "version as source": lambda world, values: {"source": f"models:/{world.of('full_model')}/1"},
           "version unknown as source": lambda world, values: {"source": f"models:/{world.of('full_model')}/99"},
           "alias as source": lambda world, values: {"source": f"models:/{world.of('full_model')}@best"},
           "only source": lambda world, values: {name: ABSENT for name in ("run_id", "tags", "run_link",
                                                                           "description")},
           "of a prompt": lambda world, values: {"name": world.of("prompt"), "source": "dummy-source",
                                                 "run_id": ABSENT},
           "prompt version": lambda world, values: {
               "name": world.of("prompt"), "source": "dummy-source", "run_id": ABSENT, "tags": [
                   {"key": "mlflow.prompt.is_prompt", "value": "true"},
                   {"key": "mlflow.prompt.text", "value": "Hi {{x}}"}]},
           "prompt tag, other source": lambda world, values: {
               "tags": [{"key": "mlflow.prompt.is_prompt", "value": "true"}]}})
Recipe("updateModelVersion", lambda world: {"name": world.of("registered_model"), "version": world.of("version"),
                                            "description": "new"}, follow=read_version, roles=ROLES)
Recipe("transitionModelVersionStage", lambda world: {
    "name": world.of("registered_model"), "version": world.of("version"), "stage": "Production",
    "archive_existing_versions": True}, follow=read_version, roles=ROLES, extra={
        f"stage {stage} {archive}": lambda world, values, stage=stage, archive=archive: {
            "stage": stage, "archive_existing_versions": archive}
        for stage in ("Staging", "staging", "PRODUCTION", "Archived", "None", "none", "bad", "Deleted_Internal",
                      "latest")
        for archive in (True, False)})
Recipe("deleteModelVersion", lambda world: {"name": world.of("registered_model"), "version": world.of("version")},
       follow=read_version, roles=ROLES, consumes=("version",))
Recipe("getModelVersion", lambda world: {"name": world.of("full_model"), "version": "1"}, roles=ROLES)
Recipe("searchModelVersions", lambda world: {
    "filter": f"name = '{world.of('full_model')}'", "max_results": 2, "order_by": ["version_number DESC"],
    "page_token": ""}, extra={
        f"max_results {number}": lambda world, values, number=number: {"max_results": number}
        for number in (200_000, 200_001)})
Recipe("getModelVersionDownloadUri", lambda world: {"name": world.of("full_model"), "version": "1"}, roles=ROLES)
Recipe("setRegisteredModelTag", lambda world: {"name": world.of("registered_model"), "key": "t", "value": "v"},
       follow=read_model, roles=MODEL, extra=tags_extras())
Recipe("setModelVersionTag", lambda world: {"name": world.of("registered_model"), "version": world.of("version"),
                                            "key": "t", "value": "v"}, follow=read_version, roles=ROLES,
                                            extra=tags_extras())
Recipe("deleteRegisteredModelTag", lambda world: {"name": world.of("registered_model"), "key": "t"}, follow=read_model,
       roles=MODEL, extra={"missing key": lambda world, values: {"key": "missing"}})
Recipe("deleteModelVersionTag", lambda world: {"name": world.of("registered_model"), "version": world.of("version"),
                                               "key": "t"}, follow=read_version, roles=ROLES, extra={
                                                   "missing key": lambda world, values: {"key": "missing"}})
Recipe("setRegisteredModelAlias", lambda world: {"name": world.of("registered_model"), "alias": "best",
                                                 "version": world.of("version")}, follow=read_version, roles=ROLES,
       extra=changes("alias", ALIASES))
Recipe("deleteRegisteredModelAlias", lambda world: {"name": world.of("registered_model"), "alias": "best"},
       follow=read_model, roles=MODEL, extra=changes("alias", ("missing", *ALIASES)))
Recipe("getModelVersionByAlias", lambda world: {"name": world.of("full_model"), "alias": "best"}, roles=MODEL,
       extra=changes("alias", ("missing", *ALIASES)))
