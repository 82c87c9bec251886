# Assay: the things that calls are made on: experiments, runs, models, made when first needed.
# SPDX-License-Identifier: Apache-2.0
import itertools

IDS = {
    "experiment": {"unknown": "98765432", "malformed": "abc", "negative": "-1", "fraction": "1.5", "hex": "0x1",
                   "blank": " 1 ", "huge": "9" * 30, "plus": "+1", "not a digit": "²", "65 chars": "1" * 65,
                   "arabic digit": "٠", "underscore": "0_0", "default": "0"},
    "run": {"unknown": "f" * 32, "malformed": "../x", "33 chars": "a" * 33, "257 chars": "a" * 257},
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
