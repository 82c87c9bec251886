# Assay: recipes for the routes of webhooks.
# SPDX-License-Identifier: Apache-2.0
from ..both import Both
from ..recipes import Recipe
from ..variants import ABSENT


def read_webhook(session, values, exchange):
    """What the webhook is after the call."""
    webhook = values.get("webhook_id")
    if webhook is None and exchange.is_ok:
        webhook = exchange.get("webhook.webhook_id")
    if isinstance(webhook, Both):
        session.call("GET", "/api/2.0/mlflow/webhooks/" + webhook)


ROLES = {"webhook_id": "webhook"}
URL = "https://93.184.216.34/hook"
URLS = ("http://93.184.216.34/hook", "https://127.0.0.1/x", "https://10.0.0.1/x", "https://[::1]/x",
        "https://localhost/x",
        "ftp://93.184.216.34/x", "not a url", "https://", "https://169.254.169.254/x", "https://0.0.0.0/x",
        "https://93.184.216.34:99999/x", "https://user:pass@93.184.216.34/x", "https://no-such-host.invalid/x",
        "https://93.184.216.34/" + "x" * 500, "//93.184.216.34/x", "https:/93.184.216.34")
EVENTS = [("REGISTERED_MODEL", "CREATED"), ("MODEL_VERSION", "CREATED"), ("MODEL_VERSION_TAG", "SET"),
          ("MODEL_VERSION_TAG", "DELETED"), ("MODEL_VERSION_ALIAS", "CREATED"), ("MODEL_VERSION_ALIAS", "DELETED"),
          ("PROMPT", "CREATED"), ("PROMPT_VERSION", "CREATED"), ("PROMPT_TAG", "SET"), ("PROMPT_ALIAS", "CREATED"),
          ("REGISTERED_MODEL", "DELETED"), ("REGISTERED_MODEL", "SET"), ("MODEL_VERSION", "UPDATED"),
          ("BUDGET_POLICY", "EXCEEDED"), ("ENTITY_UNSPECIFIED", "CREATED"), ("REGISTERED_MODEL", "ACTION_UNSPECIFIED")]


def event(entity="REGISTERED_MODEL", action="CREATED"):
    return {"entity": entity, "action": action}


def extras():
    return {**{f"url {text[:34]}": lambda world, values, text=text: {"url": text} for text in URLS},
            **{f"event {entity} {action}": lambda world, values, entity=entity, action=action: {
                "events": [event(entity, action)]} for entity, action in EVENTS},
            "event twice": lambda world, values: {"events": [event(), event()]},
            "all good events": lambda world, values: {"events": [event(*pair) for pair in EVENTS[:10]]},
            **{f"name {text[:10]!r}": lambda world, values, text=text: {"name": text} for text in (
                "a b", "a/b", "n" * 63, "n" * 64, "n" * 65, "n" * 256, "n" * 257, "-a", "a-", "a.b", "größe", "1", "")},
            "description of 1001": lambda world, values: {"description": "d" * 1001},
            "secret of 1001": lambda world, values: {"secret": "s" * 1001},
            "only name, url, events": lambda world, values: {"description": ABSENT, "secret": ABSENT, "status": ABSENT}}


def base(world):
    return {"name": world.name("hook").replace("_", "-"), "description": "d", "url": URL, "events": [event()],
            "secret": "s3cret", "status": "ACTIVE"}


Recipe("createWebhook", base, follow=read_webhook, extra=extras())
Recipe("listWebhooks", lambda world: {"max_results": 2, "page_token": ""}, extra={
    f"max_results {number}": lambda world, values, number=number: {"max_results": number} for number in (1000, 1001)})
Recipe("getWebhook", lambda world: {"webhook_id": world.of("webhook")}, roles=ROLES)
Recipe("updateWebhook", lambda world: {"webhook_id": world.of("webhook"), **base(world)}, follow=read_webhook,
       roles=ROLES,
       extra={**extras(), "only id": lambda world, values: {name: ABSENT for name in (
           "name", "description", "url", "events", "secret", "status")}})
Recipe("deleteWebhook", lambda world: {"webhook_id": world.of("webhook")}, follow=read_webhook, roles=ROLES,
       consumes=("webhook",))
