# Assay: prompts, which are registered models with tags: apart from models in searches, with versions and aliases.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario

IS_PROMPT = {"key": "mlflow.prompt.is_prompt", "value": "true"}


def prompt_version(session, name, text, **more):
    tags = [IS_PROMPT, {"key": "mlflow.prompt.text", "value": text}, {"key": "_mlflow_prompt_type", "value": "text"}]
    return session.post("model-versions/create", {"name": name, "source": "dummy-source", "tags": tags, **more})


@scenario("life of a prompt")
def life(session, world):
    name, model = world.name("prompt"), world.make_registered_model()
    create = {"name": name, "tags": [IS_PROMPT, {"key": "team", "value": "a"}], "description": "greets"}
    session.post("registered-models/create", create)
    session.post("registered-models/create", create)
    session.post("registered-models/create", {"name": name})
    session.post("registered-models/create", {"name": model, "tags": [IS_PROMPT]})
    for text in ("Hello {{name}}", '[{"role": "user", "content": "Hi {{name}}"}]', "", "x" * 100_000, "x" * 100_001):
        prompt_version(session, name, text, description="message")
    prompt_version(session, model, "not a prompt")
    session.post("model-versions/create", {"name": name, "source": "s3://b/m"})
    session.post("model-versions/create", {"name": name, "source": "/etc/passwd", "tags": [IS_PROMPT]})
    session.post("model-versions/create", {"name": name, "source": "prompt-template", "tags": [IS_PROMPT]})
    session.post("registered-models/alias", {"name": name, "alias": "production", "version": "1"})
    session.get("registered-models/alias", name=name, alias="production")
    session.get("registered-models/get", name=name)
    session.get("model-versions/get", name=name, version="2")
    for text in ("", f"name = '{name}'", f"name LIKE '{name}%'", "tags.`mlflow.prompt.is_prompt` = 'true'",
                 f"name = '{name}' AND tags.`mlflow.prompt.is_prompt` = 'true'", "tags.team = 'a'",
                 "tags.team = 'a' AND tags.`mlflow.prompt.is_prompt` = 'true'",
                 "tags.`mlflow.prompt.is_prompt` != 'true'",
                 "tags.`mlflow.prompt.is_prompt` = 'false'", "tags.`mlflow.prompt.is_prompt` != 'false'"):
        session.get("registered-models/search", filter=text, max_results=20)
        session.get("model-versions/search", filter=text, max_results=20)
    session.post("registered-models/set-tag", {"name": name, **IS_PROMPT, "value": "false"})
    session.get("registered-models/search", filter=f"name = '{name}'")
    session.post("model-versions/transition-stage", {"name": name, "version": "1", "stage": "Production",
                                                     "archive_existing_versions": False})
    session.post("registered-models/rename", {"name": name, "new_name": world.name("renamed")})
    session.delete("registered-models/delete", {"name": name})


@scenario("a tag makes a model a prompt")
def becomes(session, world):
    name = world.make_registered_model()
    session.post("registered-models/set-tag", {"name": name, **IS_PROMPT})
    session.get("registered-models/search", filter=f"name = '{name}'")
    session.delete("registered-models/delete-tag", {"name": name, "key": IS_PROMPT["key"]})
    session.get("registered-models/search", filter=f"name = '{name}'")
