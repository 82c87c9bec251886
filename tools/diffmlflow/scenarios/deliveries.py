# Assay: what webhooks deliver: every event, signatures, retries, what a disabled one does not send.
# SPDX-License-Identifier: Apache-2.0
import json

from ..both import Both, Request
from ..receiver import Receiver
from ..wire import Answer
from .prompts import IS_PROMPT, prompt_version

SECRET = "s3cret"
EVENTS = [(entity, action) for entity, actions in {
    "REGISTERED_MODEL": ["CREATED"], "MODEL_VERSION": ["CREATED"], "MODEL_VERSION_TAG": ["SET", "DELETED"],
    "MODEL_VERSION_ALIAS": ["CREATED", "DELETED"], "PROMPT": ["CREATED"], "PROMPT_VERSION": ["CREATED"],
    "PROMPT_TAG": ["SET", "DELETED"], "PROMPT_VERSION_TAG": ["SET", "DELETED"],
    "PROMPT_ALIAS": ["CREATED", "DELETED"]}.items() for action in actions]
#: Servers that are to deliver to loopback need these.
ENVIRONMENT = {"MLFLOW_WEBHOOK_ALLOWED_SCHEMES": "http,https", "MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS": "true",
               "MLFLOW_WEBHOOK_REQUEST_MAX_RETRIES": "2", "MLFLOW_WEBHOOK_REQUEST_TIMEOUT": "5"}


def deliveries(session, world):
    receivers = Receiver(), Receiver()
    for side, receiver in zip(session.sides, receivers):
        side.own_texts.append((receiver.url, "<receiver>"))
    try:
        with session.at("webhook deliveries", "calls"):
            hooks = make_hooks(session, receivers)
            make_events(session, world)
            session.call("POST", "/api/2.0/mlflow/webhooks/" + hooks["all"] + "/test", {})
            for entity, action in EVENTS:
                session.call("POST", "/api/2.0/mlflow/webhooks/" + hooks["all"] + "/test",
                             {"event": {"entity": entity, "action": action}})
            session.call("POST", "/api/2.0/mlflow/webhooks/" + hooks["gone"] + "/test", {})
        receivers[0].wait(10**6, 12)
        receivers[1].wait(len(receivers[0].deliveries), 12)
        summaries = [receiver.summary(SECRET) for receiver in receivers]
        for path in sorted(set(summaries[0]) | set(summaries[1])):
            with session.at("webhook deliveries", path):
                session.compared(Request("POST", f"(delivered) {path}"), [
                    Answer(200, {"content-type": "application/json"}, json.dumps(summary.get(path)).encode())
                    for summary in summaries])
    finally:
        for receiver in receivers:
            receiver.close()


def make_hooks(session, receivers):
    def hook(name, path, events, **more):
        url = Both(receivers[0].url + path, receivers[1].url + path, "receiver")
        return session.post("webhooks", {"name": name, "url": url, "events": [
            {"entity": entity, "action": action} for entity, action in events], **more}).get("webhook.webhook_id")
    created = [("REGISTERED_MODEL", "CREATED")]
    hooks = {"all": hook("all", "/all", EVENTS, secret=SECRET)}
    hook("unsigned", "/unsigned", created)
    hook("disabled", "/disabled", created, status="DISABLED")
    hook("failing", "/fail/1/x", [("MODEL_VERSION", "CREATED")], secret=SECRET)
    hook("dead", "/fail/9/x", [("MODEL_VERSION_ALIAS", "CREATED")])
    hooks["gone"] = hook("gone", "/gone", created)
    session.call("DELETE", "/api/2.0/mlflow/webhooks/" + hooks["gone"])
    return hooks


def make_events(session, world):
    name, prompt = world.name("hooked"), world.name("prompted")
    session.post("registered-models/create", {"name": name, "tags": [{"key": "a", "value": "1"}], "description": "d"})
    session.post("model-versions/create", {"name": name, "source": "s3://b/m", "tags": [{"key": "a", "value": "1"}],
                                           "description": "v", "run_id": world.of("run")})
    for of, extra in ((name, {"version": "1"}), (prompt, {"version": "1"})):
        if of is prompt:
            session.post("registered-models/create", {"name": prompt, "tags": [IS_PROMPT]})
            prompt_version(session, prompt, "Hi {{name}}", description="first")
            session.post("registered-models/set-tag", {"name": of, "key": "k", "value": "v"})
            session.delete("registered-models/delete-tag", {"name": of, "key": "k"})
        session.post("model-versions/set-tag", {"name": of, **extra, "key": "k", "value": "v"})
        session.delete("model-versions/delete-tag", {"name": of, **extra, "key": "k"})
        session.post("registered-models/alias", {"name": of, "alias": "best", **extra})
        session.delete("registered-models/alias", {"name": of, "alias": "best"})
    session.post("registered-models/create", {"name": name})
