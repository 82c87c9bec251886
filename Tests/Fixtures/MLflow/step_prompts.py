# Assay: prompts, registered and loaded by version and alias.
# SPDX-License-Identifier: Apache-2.0
import mlflow
from mlflow import MlflowClient

from steps import unique


def prompts():
    name = unique("greeting")
    mlflow.set_experiment(unique("prompts"))
    first = mlflow.genai.register_prompt(name, "Hello {{name}}", commit_message="first", tags={"team": "a"})
    second = mlflow.genai.register_prompt(name, "Good day {{name}}, {{how}}?", commit_message="second")
    assert (first.version, second.version) == (1, 2)
    mlflow.genai.set_prompt_alias(name, alias="production", version=1)
    assert mlflow.genai.load_prompt(f"prompts:/{name}@production").format(name="Ada") == "Hello Ada"
    loaded = mlflow.genai.load_prompt(f"prompts:/{name}/2")
    assert loaded.format(name="Ada", how="well") == "Good day Ada, well?" and loaded.commit_message == "second"
    assert mlflow.genai.load_prompt(f"prompts:/{name}@latest").version == 2
    mlflow.genai.set_prompt_alias(name, alias="production", version=2)
    assert MlflowClient().get_prompt_version_by_alias(name, "production").version == 2
    chat = unique("chat")
    mlflow.genai.register_prompt(chat, [{"role": "system", "content": "Be {{style}}"},
                                        {"role": "user", "content": "{{q}}"}])
    assert mlflow.genai.load_prompt(f"prompts:/{chat}/1").format(style="brief", q="why?")[1] == {"role": "user",
        "content": "why?"}
    found = mlflow.genai.search_prompts(f"name LIKE '{name}%'")
    assert [prompt.name for prompt in found] == [name] and found[0].tags["team"] == "a"
    assert not [model for model in MlflowClient().search_registered_models() if model.name in (name, chat)]
    mlflow.genai.delete_prompt_alias(name, "production")
    assert mlflow.genai.load_prompt(f"prompts:/{name}@production", allow_missing=True) is None
    with mlflow.start_run() as run:
        mlflow.genai.load_prompt(f"prompts:/{name}/1")
    assert mlflow.get_run(run.info.run_id).info.status == "FINISHED"
