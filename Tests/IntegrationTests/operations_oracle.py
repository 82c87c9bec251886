#!/usr/bin/env python3
# Assay: what MLflow's own server makes of generated requests, as lines for the tests of AssayOperations.
# SPDX-License-Identifier: Apache-2.0
#
# Run it with a Python that has mlflow 3.17.2:  operations_oracle.py Tests/Fixtures/Operations/requests.jsonl
# Each request goes through MLflow's Flask application, up to where its handler would ask the store. A line holds the
# operation (o), the request (g: it is a GET, q: query, b: body, x: body in hexadecimal, p: parameters of the path), and
# the outcome: r, the message that the handler got, e, an error's code and message, or f, the status of a failure's page.
import json
import os
import random
import struct
import sys
import warnings

warnings.filterwarnings("ignore")

import flask
from google.protobuf.descriptor import FieldDescriptor
from mlflow.protos import databricks_pb2, mlflow_artifacts_pb2, model_registry_pb2, service_pb2, webhooks_pb2
from mlflow.server import SERVE_ARTIFACTS_ENV_VAR, app, handlers

from operations_cases import ODD, PROBED, QUERIES, WHOLE_TEXTS

SEED = 20261125
CASES = 27
SERVICES = [
    service_pb2.MlflowService, model_registry_pb2.ModelRegistryService, mlflow_artifacts_pb2.MlflowArtifactsService,
    webhooks_pb2.WebhookService,
]
# Parts of the paths of areas that are not covered yet.
OTHER_AREAS = [
    "trace", "gateway", "scorer", "dataset", "issue", "label", "review", "workspace", "prompt", "assess", "guardrail",
    "budget",
]
# Handlers that check more once they have the message, and what they ask of the store then.
CHECKED_LATER = {
    "searchDatasets", "getMetricHistory", "getMetricHistoryBulkInterval", "logModel", "createPresignedUploadUrl",
}
PATH = {"model_id": "m-path", "tag_key": "tag path", "webhook_id": "w-path", "artifact_path": "a/b c.txt"}


captured = []
ask = handlers._get_request_message


def dump(message):
    """The fields of a message that are set, each in a form that JSON keeps exactly."""
    result = {}
    for field in message.DESCRIPTOR.fields:
        value = getattr(message, field.name)
        if field.is_repeated:
            if value:
                result[field.name] = [dump_value(field, item) for item in value]
        elif message.HasField(field.name):
            result[field.name] = dump_value(field, value)
    return result


def dump_value(field, value):
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        return dump(value)
    if field.type == FieldDescriptor.TYPE_DOUBLE:
        return struct.pack(">d", value).hex()
    if field.type == FieldDescriptor.TYPE_BOOL:
        return int(value)
    return value


def stop():
    flask.abort(flask.Response("", status=299))


def message_or_stop(*args, **kwargs):
    captured[:] = [dump(ask(*args, **kwargs))]
    if current not in CHECKED_LATER:
        stop()
    return ask(*args, **kwargs)


class Store:
    """A store that notes what it is asked."""

    def get_metric_history_bulk(self, run_ids, metric_key, max_results):
        fields = {"run_id": run_ids, "metric_key": metric_key, "max_results": max_results}
        if "max_results" not in flask.request.args:
            del fields["max_results"]
        captured[:] = [fields]
        stop()

    def get_metric_history_bulk_interval(self, run_ids, metric_key, max_results, start_step, end_step):
        # What is not in the query has a default, which the message says better.
        fields = {key: value for key, value in captured[0].items() if key in ("run_ids", "metric_key")}
        fields["max_results"] = max_results
        if start_step is not None:
            fields |= {"start_step": start_step, "end_step": end_step}
        if "max_results" not in flask.request.args:
            del fields["max_results"]
        captured[:] = [fields]
        stop()

    def __getattr__(self, name):
        stop()


def operations(services):
    """Names, verbs, paths and message classes, as the services' descriptors say."""
    for service in services:
        descriptor = getattr(service, "DESCRIPTOR", service)
        for method in descriptor.methods:
            endpoints = method.GetOptions().Extensions[databricks_pb2.rpc].endpoints
            path = endpoints[0].path
            if any(area in path for area in OTHER_AREAS) and method.name != "searchDatasets":
                continue
            name = method.name
            if descriptor.name == "MlflowArtifactsService" and name == "listArtifacts":
                name = "listProxiedArtifacts"
            if name == "LogLoggedModelParams":
                name = "logLoggedModelParams"
            for endpoint in endpoints:
                yield name, endpoint.method, full_path(endpoint), method.input_type


def full_path(endpoint):
    prefix = "/ajax-api" if endpoint.path.endswith("search-datasets") else "/api"
    separator = "" if endpoint.path.startswith("/") else "/"
    return f"{prefix}/{endpoint.since.major}.0{separator}{endpoint.path}"


def good_value(field, chance):
    """A value that fits a field."""
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        inner = lambda: {f.name: good_value(f, chance) for f in field.message_type.fields if chance.random() < 0.8}
        return [inner() for _ in range(chance.randrange(3))] if field.is_repeated else inner()
    if field.is_repeated:
        return [chance.choice(["1", "2", "a b"]) for _ in range(chance.randrange(1, 4))]
    if field.type == FieldDescriptor.TYPE_ENUM:
        return chance.choice([value.name for value in field.enum_type.values])
    if field.type == FieldDescriptor.TYPE_DOUBLE:
        return chance.choice([0.5, 1, -2.25e-7, "NaN", 12345678901234567])
    if field.type == FieldDescriptor.TYPE_BOOL:
        return chance.random() < 0.5
    if field.type in (FieldDescriptor.TYPE_INT32, FieldDescriptor.TYPE_INT64):
        return chance.choice([1, 10, 1700000000, 0])
    return chance.choice(["r1", "name", "0", "a/b", "\u00fc"])


def body(fields, chance):
    """A JSON text, most of it right: members in any order, some odd, missing, twice or in the other spelling."""
    members = []
    for field in fields:
        if chance.random() < 0.12:
            continue
        value = chance.choice(ODD) if chance.random() < 0.8 / len(fields) else good_value(field, chance)
        name = field.json_name if chance.random() < 0.1 else field.name
        members.append((name, value))
        if chance.random() < 0.03:
            members.append((chance.choice([field.name, field.json_name]), chance.choice(ODD)))
    if chance.random() < 0.15:
        members.append((chance.choice(["x", "extra", "[a.b]", "Name"]), chance.choice(ODD)))
    if chance.random() < 0.5:
        chance.shuffle(members)
    text = ",".join(f"{json.dumps(name)}:{json.dumps(value, ensure_ascii=chance.random() < 0.5 or has_surrogate(value))}"
                    for name, value in members)
    return ("{" + text + "}").encode()


def has_surrogate(value):
    return any(0xD800 <= ord(c) <= 0xDFFF for c in json.dumps(value, ensure_ascii=False))


def query(fields, chance):
    """The text of a query, most of it right."""
    from urllib.parse import quote_plus

    parts = []
    for field in fields:
        if chance.random() < 0.15:
            continue
        odd = [value for value in ODD if isinstance(value, str) and not has_surrogate(value)]
        value = chance.choice(odd) if chance.random() < 0.3 else good_value(field, chance)
        for item in value if isinstance(value, list) else [value]:
            text = json.dumps(item) if isinstance(item, (dict, list)) else str(item)
            parts.append(f"{field.name}={quote_plus(text)}")
    chance.shuffle(parts)
    return "&".join(parts)


def send(client, name, verb, path, text, question):
    """A line: a request and its outcome."""
    global current
    current = name
    captured.clear()
    used = {key: value for key, value in PATH.items() if "{%s}" % key in path or f"<path:{key}>" in path}
    url = path.replace("<path:artifact_path>", PATH["artifact_path"])
    for key, value in used.items():
        url = url.replace("{%s}" % key, value)
    response = client.open(url, method=verb, data=text, query_string=question, content_type="application/json")
    line = {"o": name}
    if verb == "GET":
        line["g"] = 1
    if question:
        line["q"] = question
    try:
        shown = text.decode()
        json.dumps(shown)
        if shown:
            line["b"] = shown
    except UnicodeDecodeError:
        line["x"] = text.hex()
    if used:
        line["p"] = used
    if response.status_code == 299:
        line["r"] = captured[0]
    elif response.is_json:
        error = response.get_json()
        line["e"] = [error["error_code"], error["message"]]
    else:
        line["f"] = response.status_code
    return line


def lines():
    handlers._get_request_message = message_or_stop
    handlers._get_tracking_store = handlers._get_model_registry_store = Store
    handlers.validate_path_is_safe = lambda path: path
    os.environ[SERVE_ARTIFACTS_ENV_VAR] = "true"
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.logger.disabled = True
    client = app.test_client()
    listed = list(operations(SERVICES))
    reading = {"getLoggedModel", "deleteLoggedModel", "deleteLoggedModelTag", "getWebhook", "deleteWebhook",
               "downloadArtifact", "uploadArtifact", "getPresignedDownloadUrl"}
    listed = [entry for entry in listed if entry[0] not in reading]
    for name, verb, path, message in listed:
        chance = random.Random(f"{SEED} {name} {verb}")
        for _ in range(CASES if len(message.fields) > 1 else CASES // 3):
            yield send(client, name, verb, path, body(message.fields, chance), "")
            if verb == "GET":
                yield send(client, name, verb, path, b"", query(message.fields, chance))
        for text in chance.sample(WHOLE_TEXTS, 12):
            yield send(client, name, verb, path, text, "")
        if verb == "GET":
            for question in chance.sample(QUERIES, 5):
                yield send(client, name, verb, path, chance.choice([b"", b'{"run_id":"body","name":"body"}']), question)
    for name, fields in PROBED.items():
        _, verb, path, _ = next(entry for entry in listed if entry[0] == name)
        for field, others in fields.items():
            for value in ODD:
                yield send(client, name, verb, path, json.dumps(others | {field: value}).encode(), "")
    for name in ["logMetric", "createRun", "logBatch", "searchRuns", "createRegisteredModel"]:
        _, verb, path, _ = next(entry for entry in listed if entry[0] == name)
        for text in WHOLE_TEXTS:
            yield send(client, name, verb, path, text, "")
    yield from bulk(client)


def bulk(client):
    """The route of several histories, which reads the query alone."""
    path = "/ajax-api/2.0/mlflow/metrics/get-history-bulk"
    many = "&".join(f"run_id=r{number}" for number in range(101))
    for question in ["", "run_id=a", "metric_key=k", "run_id=a&metric_key=k", "run_id=a&run_id=b&metric_key=&max_results=5",
                     "run_id=a&metric_key=k&max_results=99999", "run_id=a&metric_key=k&max_results=x", many,
                     "run_id=a&metric_key=k&max_results=-3", "run_id=a&metric_key=k&max_results=+1_0+",
                     many[:-9] + "&metric_key=k"]:
        yield send(client, "getMetricHistoryBulk", "GET", path, b"", question)


def main():
    with open(sys.argv[1], "w", encoding="ascii") as out:
        for line in lines():
            out.write(json.dumps(line, separators=(",", ":")) + "\n")


main()
