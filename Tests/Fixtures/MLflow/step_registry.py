# Assay: the model registry and webhooks, through the mlflow client.
# SPDX-License-Identifier: Apache-2.0
from mlflow import MlflowClient
from mlflow.entities.webhook import WebhookEvent, WebhookStatus
from mlflow.exceptions import MlflowException

from steps import unique


def registry():
    client, name = MlflowClient(), unique("model")
    client.create_registered_model(name, tags={"a": "1"}, description="d")
    for number in range(3):
        client.create_model_version(name, f"s3://bucket/{number}", tags={"n": str(number)}, description=f"v{number}")
    client.transition_model_version_stage(name, "1", "Production")
    client.transition_model_version_stage(name, "2", "Production", archive_existing_versions=True)
    assert client.get_model_version(name, "1").current_stage == "Archived"
    assert {item.version: item.current_stage for item in client.get_latest_versions(name)} == {
        "1": "Archived", "2": "Production", "3": "None"}
    client.set_registered_model_alias(name, "best", "2")
    client.set_registered_model_alias(name, "best", "3")
    read = client.get_registered_model(name)
    assert read.aliases == {"best": "3"} and read.tags == {"a": "1"} and read.description == "d"
    assert client.get_model_version_download_uri(name, "3") == "s3://bucket/2"
    assert [item.version for item in client.search_model_versions(f"name = '{name}' AND tags.n != '1'",
                                                                  order_by=["version_number ASC"])] == ["1", "3"]
    client.rename_registered_model(name, name + "-new")
    name += "-new"
    assert client.get_model_version_by_alias(name, "best").version == "3"
    client.delete_model_version(name, "3")
    assert client.get_registered_model(name).aliases == {}
    assert client.create_model_version(name, "s3://bucket/x").version == "4"
    client.delete_registered_model_tag(name, "a")
    client.set_registered_model_tag(name, "b", "2")
    client.update_registered_model(name, "changed")
    assert [item.tags for item in client.search_registered_models(f"name = '{name}'")] == [{"b": "2"}]
    client.delete_registered_model(name)
    try:
        client.get_registered_model(name)
    except MlflowException as error:
        assert error.error_code == "RESOURCE_DOES_NOT_EXIST"
    else:
        raise AssertionError("the model is still there")


def pages():
    client, prefix = MlflowClient(), unique("page")
    for number in range(7):
        client.create_registered_model(f"{prefix}-{number}")
    token, seen = None, []
    while True:
        page = client.search_registered_models(f"name LIKE '{prefix}%'", max_results=3, page_token=token)
        seen += [model.name for model in page]
        token = page.token
        if not token:
            break
    assert seen == [f"{prefix}-{number}" for number in range(7)]


def webhooks():
    client = MlflowClient()
    event = WebhookEvent.from_str("model_version.created")
    hook = client.create_webhook(unique("hook"), "https://93.184.216.34/hook", [event], description="d", secret="s")
    client.update_webhook(hook.webhook_id, status=WebhookStatus.DISABLED)
    read = client.get_webhook(hook.webhook_id)
    assert read.status == WebhookStatus.DISABLED and read.events == [event] and read.description == "d"
    assert hook.webhook_id in [item.webhook_id for item in client.list_webhooks()]
    client.delete_webhook(hook.webhook_id)
    assert hook.webhook_id not in [item.webhook_id for item in client.list_webhooks()]
