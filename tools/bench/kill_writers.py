# Assay: clients that write while a server is killed, and what must be there afterwards.
# SPDX-License-Identifier: Apache-2.0
"""Each client keeps a record of what it asked for and whether it was acknowledged. A write is one of several kinds; each
leaves marks that are there together or not at all, so that half a write can be seen."""
import collections
import http.client
import json
import threading
import urllib.parse

API = "/api/2.0/mlflow/"
POINTS = 12

Write = collections.namedtuple("Write", "kind serial run client")
Finding = collections.namedtuple("Finding", "write present marks")


class Client:
    """One connection; a call gives the status and the answer, or raises OSError."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method, path, body=None):
        try:
            text = None if body is None else json.dumps(body)
            self.connection.request(method, API + path, text, {"Content-Type": "application/json"})
            answer = self.connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (http.client.HTTPException, ValueError) as error:
            self.connection.close()
            raise OSError(str(error)) from error
        except OSError:
            self.connection.close()
            raise

    def post(self, path, body):
        return self.call("POST", path, body)

    def get(self, path, **query):
        return self.call("GET", path + "?" + urllib.parse.urlencode(query))


def must(answer):
    """The body of an answer that has to be a success."""
    if answer[0] != 200:
        raise RuntimeError(f"{answer[0]}: {answer[1]}")
    return answer[1]


class Writer(threading.Thread):
    """Writes one thing after the other until it is told to stop or the server is gone."""

    KINDS = ("batch", "metric", "mixed", "tag", "version", "run", "inputs")

    def __init__(self, client, port, experiment, label):
        super().__init__(daemon=True)
        self.client, self.port, self.label = client, port, label
        self.peer = Client(port)
        self.experiment = experiment
        self.run_id = must(self.create_run("0"))["run"]["info"]["run_id"]
        self.model = f"model-{label}-{client}"
        must(self.peer.post("registered-models/create", {"name": self.model}))
        self.acknowledged, self.open, self.refused = [], [], []
        self.stopping = threading.Event()

    def create_run(self, serial):
        tags = [{"key": f"r{mark}", "value": serial} for mark in range(3)]
        return self.peer.post("runs/create", {"experiment_id": self.experiment, "start_time": 1, "tags": tags,
                                              "run_name": f"run-{self.label}-{self.client}-{serial}"})

    def run(self):
        serial = 0
        while not self.stopping.is_set():
            serial += 1
            write = Write(self.KINDS[serial % len(self.KINDS)], serial, self.run_id, self.client)
            try:
                status, answer = self.send(write)
            except OSError:
                self.open.append(write)
                break
            if status == 200:
                self.acknowledged.append(write)
            else:
                self.refused.append((write, status, answer))
        self.peer.connection.close()

    def send(self, write):
        serial = write.serial
        points = [{"key": f"{write.kind}{index}", "value": serial + index / 16, "timestamp": serial, "step": serial}
                  for index in range(POINTS)]
        batch = {"run_id": write.run, "metrics": points}
        match write.kind:
            case "batch":
                return self.peer.post("runs/log-batch", batch)
            case "metric":
                return self.peer.post("runs/log-metric", {"run_id": write.run, **points[0]})
            case "mixed":
                pairs = [{"key": f"{serial}.{index}", "value": str(serial)} for index in range(3)]
                return self.peer.post("runs/log-batch", {**batch, "params": pairs, "tags": pairs})
            case "tag":
                return self.peer.post("runs/set-tag",
                                      {"run_id": write.run, "key": f"tag{serial}", "value": str(serial)})
            case "version":
                tags = [{"key": f"v{index}", "value": str(serial)} for index in range(3)]
                return self.peer.post("model-versions/create", {
                    "name": self.model, "source": f"s3://bucket/{serial}", "tags": tags, "description": str(serial)})
            case "inputs":
                datasets = [{"dataset": {"name": f"d{serial}-{index}", "digest": f"{self.label}-{self.client}",
                                         "source_type": "x", "source": "y"},
                             "tags": [{"key": "mlflow.data.context", "value": str(serial)}]} for index in range(3)]
                return self.peer.post("runs/log-inputs", {"run_id": write.run, "datasets": datasets})
            case "run":
                return self.create_run(str(serial))
        raise ValueError(write.kind)


class Reader:
    """Looks for the marks of the writes of one client, after a restart."""

    def __init__(self, writer, port=None):
        peer = Client(port or writer.port)
        run = must(peer.get("runs/get", run_id=writer.run_id))["run"]
        self.params = {pair["key"]: pair["value"] for pair in run["data"].get("params", [])}
        self.tags = {pair["key"]: pair["value"] for pair in run["data"].get("tags", [])}
        self.datasets = {one["dataset"]["name"]: len(one.get("tags", []))
                         for one in run.get("inputs", {}).get("dataset_inputs", [])}
        self.points = {}
        for kind, count in (("batch", POINTS), ("mixed", POINTS), ("metric", 1)):
            for index in range(count):
                self.points[f"{kind}{index}"] = self.history(peer, writer.run_id, f"{kind}{index}")
        found = must(peer.get("model-versions/search", filter=f"name='{writer.model}'", max_results=10_000))
        self.versions = {one["description"]: len(one.get("tags", [])) for one in found.get("model_versions", [])}
        self.runs = {}
        name = f"run-{writer.label}-{writer.client}-"
        token = None
        while token != "":
            page = must(peer.post("runs/search", {
                "experiment_ids": [writer.experiment], "max_results": 1000, "page_token": token,
                "filter": f"attributes.run_name LIKE '{name}%'"}))
            for one in page.get("runs", []):
                tags = [pair["key"] for pair in one["data"].get("tags", []) if pair["key"] in ("r0", "r1", "r2")]
                self.runs[one["info"]["run_name"].removeprefix(name)] = len(tags)
            token = page.get("next_page_token", "")
        peer.connection.close()

    @staticmethod
    def history(peer, run, key):
        status, answer = peer.get("metrics/get-history", run_id=run, metric_key=key, max_results=25_000)
        if status == 404:
            return set()
        return {(point["step"], point["value"]) for point in must((status, answer)).get("metrics", [])}

    def find(self, write):
        """How many of the marks of a write are there, and how many it has."""
        serial = write.serial
        def point(index):
            return (serial, serial + index / 16) in self.points[f"{write.kind}{index}"]
        match write.kind:
            case "batch":
                marks = [point(index) for index in range(POINTS)]
            case "metric":
                marks = [point(0)]
            case "mixed":
                keys = [f"{serial}.{index}" for index in range(3)]
                marks = [point(index) for index in range(POINTS)] + [key in self.params for key in keys] \
                    + [key in self.tags for key in keys]
            case "tag":
                marks = [self.tags.get(f"tag{serial}") == str(serial)]
            case "version":
                marks = [str(serial) in self.versions] + [self.versions.get(str(serial), 0) > index for index in range(3)]
            case "inputs":
                marks = [self.datasets.get(f"d{serial}-{index}", 0) == 1 for index in range(3)]
            case "run":
                marks = [str(serial) in self.runs] + [self.runs.get(str(serial), 0) > index for index in range(3)]
        return Finding(write, sum(marks), len(marks))


def verify(writers, port=None):
    """What is wrong: acknowledged writes that are not whole, and others of which there is a part."""
    lost, half, kept = [], [], 0
    for writer in writers:
        reader = Reader(writer, port)
        for write in writer.acknowledged:
            found = reader.find(write)
            if found.present != found.marks:
                lost.append(found)
        for write in writer.open + [write for write, _, _ in writer.refused]:
            found = reader.find(write)
            if found.present == found.marks:
                kept += 1
            elif found.present:
                half.append(found)
    return lost, half, kept
