# Assay: what can be searched: how each search is asked, and by what its things are told apart.
# SPDX-License-Identifier: Apache-2.0
from ..both import Request
from ..gallery import ODD_KEYS
from ..session import pairs

VERSION_SOURCES = ("s3://bucket/a", "s3://bucket/A", "s3://bucket/b c", "s3://other/ü")


class Target:
    """One search: its route, the fields that say where to search, and its identifiers by kind of value."""

    def __init__(self, name, method, path, items, identifiers, order_keys, where=None):
        self.name, self.method, self.path, self.items = name, method, f"/api/2.0/mlflow/{path}", items
        self.identifiers, self.order_keys, self.where = identifiers, order_keys, where or (lambda world: {})

    @property
    def route(self):
        return f"search {self.name}"

    def ask(self, session, world, **fields):
        fields = {"max_results": 50, **self.where(world), **fields}
        if self.method == "GET":
            return session.exchange(Request("GET", self.path, pairs(fields)))
        return session.exchange(Request("POST", self.path, body=fields))

    def walk(self, session, world, **fields):
        return session.walk(self.method, self.path, {**self.where(world), **fields}, self.items)


def here(world):
    return {"experiment_ids": [world.of("full_experiment")]}


RUNS = Target("runs", "POST", "runs/search", "runs", {
    "number": ["metrics.m", "metric.n", "metrics.`with space`", 'metrics."with.dot"', "start_time",
               "attributes.end_time",
               "attribute.created"],
    "text": ["params.p", "status", "dataset.name", "tags.t", "tag.t", "parameter.p", "params.`with space`",
             'tags."with-dash"', "tags.with.dot",
             "attributes.run_name", "run.user_id", "attr.artifact_uri", "run_id", "`run name`",
             "datasets.digest", "dataset.context", "tags.mlflow.runName", "experiment_id", "lifecycle_stage"],
    "bad": ["nothing", "attributes.nothing", "x.y", "metrics.missing", "params.missing", "tags.missing",
            "dataset.nothing",
            "metrics", "run_uuid", "metrics."]},
    ["metrics.m", "metrics.n", "params.p", "tags.t", "start_time", "end_time", "status", "attributes.run_name",
     "user_id",
     "created", "`Run name`", "attributes.Created", "tags.`with space`", "metrics.missing",
     "dataset.name", "nothing", "attributes.nothing", "lifecycle_stage", "experiment_id"], here)
EXPERIMENTS = Target("experiments", "POST", "experiments/search", "experiments", {
    "number": ["creation_time", "attribute.last_update_time"],
    "text": ["name", "experiment_id", "tags.t", "attribute.name", "tag.t", "tags.`a b`", "tags.with.dot"],
    "bad": ["nothing", "attribute.nothing", "tags.missing", "attributes.name", "x.y", "lifecycle_stage", "params.p"]},
    ["name", "experiment_id", "creation_time", "last_update_time", "attribute.name", "tags.t", "nothing"])
MODELS = Target("logged models", "POST", "logged-models/search", "models", {
    "number": ["metrics.acc", "metrics.missing", "creation_timestamp", "attributes.last_updated_timestamp",
               "creation_time", "last_updated_time"],
    "text": ["params.p", "name", "status", "tags.t", "attributes.model_type", "model_id", "source_run_id"],
    "bad": ["nothing", "x.y", "params.missing", "experiment_id", "attribute.name", "metric.acc", "artifact_uri"]},
    [], here)
REGISTERED = Target("registered models", "GET", "registered-models/search", "registered_models", {
    "number": ["creation_timestamp", "last_updated_timestamp"],
    "text": ["name", "tags.t", "tag.t", "attribute.name", "tags.`a b`", "tags.with.dot"],
    "bad": ["nothing", "description", "tags.missing", "attributes.name", "run_id", "params.p"]},
    ["name", "timestamp", "last_updated_timestamp", "creation_timestamp", "attribute.name", "nothing", "`name`"])
VERSIONS = Target("model versions", "GET", "model-versions/search", "model_versions", {
    "number": ["version_number", "creation_timestamp", "attribute.version_number"],
    "text": ["name", "source_path", "run_id", "tags.t", "tag.t", "attribute.name"],
    "bad": ["nothing", "version", "source", "tags.missing", "params.p", "metrics.m", "current_stage"]},
    ["name", "version_number", "creation_timestamp", "last_updated_timestamp", "version", "nothing", "run_id"])
TARGETS = (RUNS, EXPERIMENTS, MODELS, REGISTERED, VERSIONS)


def ask(session, world, target, case, **fields):
    """One case of a search, when it is chosen."""
    if session.chosen(target.route, case):
        fill(session, world)
        with session.at(target.route, case):
            target.ask(session, world, **fields)


def fill(session, world):
    """Makes what the searches find; once a run."""
    world.of("full_experiment")
    world.of("search_gallery")


def fill_others(world):
    """Experiments, registered models and versions that differ in name, tags and source."""
    session = world.session
    for number, word in enumerate(("alpha", "Alpha", "beta", "gamma_x", "gamma%x", "größe", "d.e-f", "it's")):
        tags = [{"key": "t", "value": word}] if number % 3 else []
        tags += [{"key": key, "value": "odd"} for key in ("a b", "with.dot")[:number % 3]]
        session.post("experiments/create", {"name": f"{world.tag}_g_{word}", "tags": tags})
        name = f"{world.tag}_r_{word}".replace("/", "_")
        session.post("registered-models/create", {"name": name, "tags": tags})
        for version in range(number % 3):
            session.post("model-versions/create", {
                "name": name, "source": VERSION_SOURCES[(number + version) % 4], "tags": tags,
                **({"run_id": world.gallery_runs()[version]} if number % 2 else {})})
    world.of("prompt")
    world.of("full_model")
    return len(ODD_KEYS)
