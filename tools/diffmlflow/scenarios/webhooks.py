# Assay: webhooks: made, changed, listed, deleted; nothing is sent.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario

EVENT = {"entity": "MODEL_VERSION", "action": "CREATED"}


def hook(session, webhook, method="GET", body=None):
    path = "/api/2.0/mlflow/webhooks/" + webhook
    return session.call(method, path, body) if body is not None else session.call(method, path)


@scenario("life of a webhook")
def life(session, world):
    webhook = world.make_webhook()
    hook(session, webhook)
    for change in ({"status": "DISABLED"}, {"status": "ACTIVE"}, {"name": "renamed"}, {"description": "new"},
                   {"description": ""},
                   {"events": [EVENT]}, {"events": []}, {"url": "https://93.184.216.34/other"}, {"url": ""},
                   {"secret": "s"},
                   {"secret": ""}, {"name": ""}, {}):
        hook(session, webhook, "PATCH", change)
        hook(session, webhook)
    for _ in range(2):
        hook(session, webhook, "DELETE")
        hook(session, webhook)
    hook(session, webhook, "PATCH", {"name": "x"})


@scenario("list of webhooks")
def listed(session, world):
    hooks = [world.make_webhook() for _ in range(5)]
    session.walk("GET", "webhooks", {"max_results": 2}, "webhooks")
    for query in ({}, {"max_results": 0}, {"max_results": -1}, {"max_results": 1001}, {"page_token": "abc"}):
        session.get("webhooks", **query)
    for webhook in hooks:
        hook(session, webhook, "DELETE")
    session.get("webhooks")
