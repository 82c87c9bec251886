# Assay: the things that calls are made on: experiments, runs, models, made when first needed.
# SPDX-License-Identifier: Apache-2.0
import itertools

from .both import Blocked
from .gallery import fill_experiment
from .scenarios.targets import fill_others

IDS = {
    "experiment": {"unknown": "98765432", "malformed": "abc", "negative": "-1", "fraction": "1.5", "hex": "0x1",
                   "blank": " 1 ", "huge": "9" * 30, "plus": "+1", "not a digit": "²", "65 chars": "1" * 65,
                   "arabic digit": "٠", "underscore": "0_0", "default": "0"},
    "run": {"unknown": "f" * 32, "malformed": "../x", "33 chars": "a" * 33, "257 chars": "a" * 257},
    "logged_model": {"unknown": "m-" + "f" * 32, "malformed": "../x", "no prefix": "f" * 32, "257 chars": "m" * 257},
    "registered_model": {"unknown": "no such model", "slash": "a/b", "colon": "a:b", "long": "n" * 257, "dot": "."},
    "version": {"unknown": "999", "text": "abc", "zero": "0", "negative": "-1", "fraction": "1.5", "leading zero": "01",
                "huge": "9" * 30, "blank": " 1", "plus": "+1", "arabic digit": "١", "latest": "latest", "float": "1.0"},
    "webhook": {"unknown": "00000000-0000-0000-0000-000000000000", "malformed": "../x", "257 chars": "w" * 257},
}


class World:
    """Makes things on both servers and gives their ids; `tag` keeps the names of one run of the harness apart."""

    START = 1_600_000_000_000

    def __init__(self, session, tag):
        self.session, self.tag = session, tag
        self.counter = itertools.count(1)
        self.things = {}

    def name(self, word="n"):
        """A name that was not there before."""
        return f"{self.tag}_{word}_{next(self.counter)}"

    def time(self):
        """A time in the past, later than the one before: what servers order by is never a tie by chance."""
        return self.START + next(self.counter) * 1000

    def of(self, kind):
        """The current thing of a kind, made when there is none."""
        if kind not in self.things:
            with self.session.at("set-up", kind):
                self.things[kind] = getattr(self, f"make_{kind}")()
        if kind not in self.things:
            self.things[kind] = None
        return self.things[kind]

    def drop(self, kind):
        """Forgets the thing of a kind: the next is a new one."""
        self.things.pop(kind, None)

    def forget(self, values):
        """Forgets the things with these values: the servers no longer hold the same of them."""
        variables = {value.variable for value in values}
        for kind, thing in list(self.things.items()):
            if getattr(thing, "variable", None) in variables:
                self.drop(kind)

    def make_experiment(self):
        return self.session.post("experiments/create", {"name": self.name("exp")}).get("experiment_id")

    def make_deleted_experiment(self):
        experiment = self.make_experiment()
        self.session.post("experiments/delete", {"experiment_id": experiment})
        return experiment

    def make_run(self, experiment=None, **fields):
        body = {"experiment_id": experiment or self.of("experiment"), "start_time": self.time(),
                "run_name": self.name("run"), **fields}
        return self.session.post("runs/create", body).get("run.info.run_id")

    def make_deleted_run(self):
        run = self.make_run()
        self.session.post("runs/delete", {"run_id": run})
        return run

    def id_cases(self, kind):
        """The names of the ids of a kind that are not good ones."""
        return [*IDS[kind], "deleted", *(["upper case"] if kind in ("run", "logged_model") else [])]

    def id(self, kind, case):
        """Such an id; a deleted thing is made when first asked for."""
        if case == "deleted":
            return self.of(f"deleted_{kind}")
        if case == "upper case":
            return self.of(kind).upper()
        return IDS[kind][case]

    def make_experiment_name(self):
        name = self.name("exp")
        self.session.post("experiments/create", {"name": name})
        return name

    def make_deleted_experiment_name(self):
        name = self.name("exp")
        experiment = self.session.post("experiments/create", {"name": name}).get("experiment_id")
        self.session.post("experiments/delete", {"experiment_id": experiment})
        return name

    def make_tagged_experiment(self):
        body = {"name": self.name("exp"), "tags": [{"key": "t", "value": "v"}]}
        return self.session.post("experiments/create", body).get("experiment_id")

    def make_tagged_run(self):
        return self.make_run(tags=[{"key": "t", "value": "v"}])

    def make_full_run(self):
        """A run with something of everything."""
        run = self.make_run(tags=[{"key": "t", "value": "v"}])
        points = [{"key": key, "value": value, "timestamp": self.START + step, "step": step}
                  for key in ("m", "n") for step, value in enumerate((0.5, 0.25, 1.5))]
        params = [{"key": "p1", "value": "one"}, {"key": "p2", "value": "2"}]
        self.session.post("runs/log-batch", {"run_id": run, "metrics": points, "params": params})
        return run

    def make_full_experiment(self):
        return fill_experiment(self)

    def make_long_run(self):
        """A run with a history of some length."""
        run = self.make_run()
        points = [{"key": "m", "value": (step * 7 % 11) / 4, "timestamp": self.START + step, "step": step * 3}
                  for step in range(60)]
        self.session.post("runs/log-batch", {"run_id": run, "metrics": points})
        return run

    def make_artifact_run(self):
        """A run with files."""
        created = self.session.post("runs/create", {"experiment_id": self.of("experiment"), "start_time": self.time()})
        run = created.get("run.info.run_id")
        folder = created.get("run.info.artifact_uri", "artifact_uri")
        if all(str(value).startswith("mlflow-artifacts:/") for value in folder.values):
            root = folder.changed(lambda uri: uri.removeprefix("mlflow-artifacts:/").lstrip("/"))
            for name in ("a.txt", "dir/b.txt", "dir/sub/c.json"):
                self.session.call("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + root + "/" + name, raw=name.encode(),
                                  headers={})
        return run

    def make_artifact(self):
        """A folder of the artifact store, with files of many types."""
        folder = f"{self.tag}/files"
        for name in ("a.txt", "b.json", "c.html", "d.png", "e.csv", "f", "g.MLmodel", "h.yaml", "i.bin", "empty.txt",
                     "j.svg", "k.js", "l.xhtml", "m.pdf", "n.ipynb", "o.md", "p.tar.gz", "q.xml", "MLmodel",
                     "sub/r.txt"):
            content = b"" if name == "empty.txt" else f"content of {name}".encode()
            self.session.call("PUT", f"/api/2.0/mlflow-artifacts/artifacts/{folder}/{name}", raw=content, headers={})
        return folder

    def make_logged_model(self, **fields):
        body = {"experiment_id": self.of("experiment"), "name": "model", "params": [{"key": "p", "value": "v"}],
                "tags": [{"key": "t", "value": "v"}], **fields}
        return self.session.post("logged-models", body).get("model.info.model_id")

    def make_deleted_logged_model(self):
        model = self.make_logged_model()
        self.session.call("DELETE", "/api/2.0/mlflow/logged-models/" + model)
        return model

    def make_registered_model(self, word="model", **fields):
        name = self.name(word)
        self.session.post("registered-models/create", {"name": name, **fields})
        return name

    make_other_model = make_registered_model

    def make_deleted_registered_model(self):
        name = self.make_registered_model()
        self.session.delete("registered-models/delete", {"name": name})
        return name

    def make_version(self, model=None, **fields):
        body = {"name": model or self.of("registered_model"), "source": "s3://bucket/model",
                "tags": [{"key": "t", "value": "v"}], **fields}
        return self.session.post("model-versions/create", body).get("model_version.version")

    def make_deleted_version(self):
        version = self.make_version()
        self.session.delete("model-versions/delete", {"name": self.of("registered_model"), "version": version})
        return version

    def make_full_model(self):
        """A registered model with versions in all stages, aliases and tags."""
        name = self.make_registered_model("full", tags=[{"key": "t", "value": "v"}], description="all")
        for number, stage in enumerate(("Production", "Staging", "Archived", "None", "Production"), 1):
            self.make_version(name, run_id=self.of("run"), description=f"the {number}th")
            self.session.post("model-versions/transition-stage", {
                "name": name, "version": str(number), "stage": stage, "archive_existing_versions": False})
        for alias, version in (("best", "2"), ("worst", "4"), ("also", "2")):
            self.session.post("registered-models/alias", {"name": name, "alias": alias, "version": version})
        return name

    def make_prompt(self):
        """A prompt with one version."""
        tags = [{"key": "mlflow.prompt.is_prompt", "value": "true"}]
        name = self.make_registered_model("prompt", tags=tags)
        text = {"key": "mlflow.prompt.text", "value": "Hello {{name}}"}
        self.make_version(name, source="dummy-source", tags=[*tags, text])
        return name

    def make_webhook(self):
        body = {"name": self.name("hook").replace("_", "-"), "url": "https://93.184.216.34/hook",
                "events": [{"entity": "REGISTERED_MODEL", "action": "CREATED"}]}
        return self.session.post("webhooks", body).get("webhook.webhook_id")

    def make_deleted_webhook(self):
        webhook = self.make_webhook()
        self.session.call("DELETE", "/api/2.0/mlflow/webhooks/" + webhook)
        return webhook

    def make_search_gallery(self):
        return fill_others(self)

    def gallery_runs(self):
        """The runs of the full experiment."""
        self.of("full_experiment")
        if "gallery_runs" not in self.things:
            raise Blocked("no gallery of runs")
        return self.things["gallery_runs"]
