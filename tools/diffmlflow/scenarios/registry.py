# Assay: the life of registered models: versions, stages, aliases, tags, renames, deletes.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario


def look(session, name):
    session.get("registered-models/get", name=name)
    session.get("model-versions/search", filter=f"name = '{name}'")


def version(session, name, **more):
    return session.post("model-versions/create", {"name": name, "source": "s3://b/m", **more})


def stage(session, name, number, to, archive=False):
    return session.post("model-versions/transition-stage", {
        "name": name, "version": str(number), "stage": to, "archive_existing_versions": archive})


@scenario("versions of a model")
def versions(session, world):
    name = world.make_registered_model()
    for number in range(4):
        version(session, name, description=f"d{number}" if number else "")
    look(session, name)
    for number in ("4", "2", "4", "9", "0"):
        session.delete("model-versions/delete", {"name": name, "version": number})
        session.get("model-versions/get", name=name, version=number)
        look(session, name)
    version(session, name)
    for path, body in (("model-versions/update", {"description": "x"}), ("model-versions/get-download-uri", None)):
        for number in ("2", "3"):
            if body:
                session.patch(path, {"name": name, "version": number, **body})
            else:
                session.get(path, name=name, version=number)
    session.patch("model-versions/update", {"name": name, "version": "3"})
    session.post("model-versions/set-tag", {"name": name, "version": "2", "key": "k", "value": "v"})
    session.delete("model-versions/delete-tag", {"name": name, "version": "2", "key": "k"})
    stage(session, name, 2, "Production")
    session.post("registered-models/alias", {"name": name, "alias": "a", "version": "2"})
    look(session, name)


@scenario("stages of versions")
def stages(session, world):
    name = world.make_registered_model()
    for _ in range(4):
        version(session, name)
    for number, to, archive in ((1, "Staging", False), (2, "Staging", False), (3, "Staging", True),
                                (1, "Production", True),
                                (4, "Production", True), (4, "Production", True), (2, "None", False),
                                (2, "Archived", True),
                                (2, "None", True), (3, "production", True), (3, "STAGING", False),
                                (1, "nothing", False)):
        stage(session, name, number, to, archive)
        look(session, name)
        for wanted in ([], ["Production"], ["Staging", "None"], ["Archived"]):
            session.post("registered-models/get-latest-versions", {"name": name, "stages": wanted})


@scenario("aliases of versions")
def aliases(session, world):
    name = world.make_registered_model()
    for _ in range(3):
        version(session, name)
    for alias, number in (("a", "1"), ("b", "1"), ("a", "2"), ("A", "3"), ("a", "9"), ("c", "x"), ("latest", "1"),
                          ("v1", "1")):
        session.post("registered-models/alias", {"name": name, "alias": alias, "version": number})
        look(session, name)
    for alias in ("a", "A", "b", "none", "latest", "v1", ""):
        session.get("registered-models/alias", name=name, alias=alias)
    session.delete("registered-models/alias", {"name": name, "alias": "b"})
    session.delete("registered-models/alias", {"name": name, "alias": "b"})
    session.delete("model-versions/delete", {"name": name, "version": "2"})
    session.get("registered-models/alias", name=name, alias="a")
    look(session, name)
    session.get("registered-models/alias", name="none", alias="a")
    session.get("registered-models/alias", name=name, alias="latest")
    session.delete("model-versions/delete", {"name": name, "version": "3"})
    session.get("registered-models/alias", name=name, alias="latest")


@scenario("renaming a model")
def rename(session, world):
    name, new, other = world.make_registered_model(tags=[{"key": "t",
                                                          "value": "v"}]), world.name("new"), world.name("other")
    version(session, name, tags=[{"key": "t", "value": "v"}])
    session.post("registered-models/alias", {"name": name, "alias": "best", "version": "1"})
    stage(session, name, 1, "Production")
    session.post("registered-models/create", {"name": other})
    for to in (other, "", "a/b", " ", name, new):
        session.post("registered-models/rename", {"name": name, "new_name": to})
    look(session, name)
    look(session, new)
    session.get("registered-models/alias", name=new, alias="best")
    session.post("registered-models/rename", {"name": new})
    version(session, new)
    session.post("registered-models/create", {"name": name})
    look(session, name)


@scenario("deleting a model")
def delete(session, world):
    name = world.make_registered_model()
    version(session, name)
    session.post("registered-models/alias", {"name": name, "alias": "best", "version": "1"})
    for _ in range(2):
        session.delete("registered-models/delete", {"name": name})
        look(session, name)
    session.get("model-versions/get", name=name, version="1")
    session.get("registered-models/alias", name=name, alias="best")
    version(session, name)
    session.post("registered-models/create", {"name": name})
    version(session, name)
    look(session, name)
    in_production = world.make_registered_model()
    version(session, in_production)
    stage(session, in_production, 1, "Production")
    session.delete("registered-models/delete", {"name": in_production})


@scenario("tags of models and versions")
def tags(session, world):
    name = world.make_registered_model()
    version(session, name)
    for key, value in (("k", "1"), ("k", "2"), ("", "x"), ("a b", ""), ("k" * 250, "x"), ("größe", "😀")):
        session.post("registered-models/set-tag", {"name": name, "key": key, "value": value})
        session.post("model-versions/set-tag", {"name": name, "version": "1", "key": key, "value": value})
        look(session, name)
    for key in ("k", "k", "none"):
        session.delete("registered-models/delete-tag", {"name": name, "key": key})
        session.delete("model-versions/delete-tag", {"name": name, "version": "1", "key": key})
    look(session, name)
    session.patch("registered-models/update", {"name": name, "description": "one"})
    session.patch("registered-models/update", {"name": name})
    session.patch("registered-models/update", {"name": name, "description": ""})
    look(session, name)


@scenario("versions of logged models")
def logged(session, world):
    """A version that names a logged model takes its params and metrics, and the logged model learns of it."""
    name = world.make_registered_model()
    run = world.make_run()
    model = world.make_logged_model(source_run_id=run)
    session.post("runs/log-metric", {"run_id": run, "model_id": model, "key": "acc", "value": 0.5, "timestamp": 5,
                                     "step": 1,
                                     "dataset_name": "d", "dataset_digest": "x"})
    for more in ({"model_id": model}, {"model_id": model, "run_id": run},
                 {"model_id": model, "source": "models:/" + model}):
        version(session, name, **more)
    session.call("GET", "/api/2.0/mlflow/logged-models/" + model)
    look(session, name)
    for source in (f"models:/{name}/1", f"models:/{name}/9", "models:/none/1", f"models:/{name}@x",
                   f"models:/{name}/latest"):
        session.post("model-versions/create", {"name": name, "source": source})
    look(session, name)
    session.delete("model-versions/delete", {"name": name, "version": "1"})
    session.call("GET", "/api/2.0/mlflow/logged-models/" + model)
    session.call("DELETE", "/api/2.0/mlflow/logged-models/" + model)
    look(session, name)
