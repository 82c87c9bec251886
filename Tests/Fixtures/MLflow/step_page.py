# Assay: what MLflow's page is tested with.
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib

import mlflow
import numpy
import pandas
from steps import unique

POINTS = 20


def page_data(output, tag=None):
    """Logs something of each kind that the page shows; its ids and names, which end in `tag`, go to a file."""
    names = {kind: f"page-{kind}-{tag}" if tag else unique(f"page-{kind}") for kind in ("experiment", "model", "prompt")}
    experiment = mlflow.set_experiment(names["experiment"]).experiment_id
    client = mlflow.MlflowClient()
    client.set_experiment_tag(experiment, "mlflow.note.content", "A note of the experiment")
    runs = [logged_run(number) for number in range(2)]
    source = client.get_run(runs[0]).info.artifact_uri + "/model"
    client.create_registered_model(names["model"], description="A model of the page")
    version = client.create_model_version(names["model"], source, runs[0], description="A version of the page")
    client.set_registered_model_alias(names["model"], "champion", version.version)
    client.set_model_version_tag(names["model"], version.version, "stage-tag", "stage-value")
    mlflow.genai.register_prompt(names["prompt"], "Hello {{name}}, this is the prompt of the page",
                                 commit_message="first prompt")
    pathlib.Path(output).write_text(json.dumps({"experiment": experiment, "runs": runs, "names": names}), encoding="utf-8")


def logged_run(number):
    """A run with all that a run can have, and a run in it; its id."""
    with mlflow.start_run(run_name=f"page-run-{number}") as run:
        mlflow.log_params({"page-param": f"value-{number}", "depth": 3 + number})
        for step in range(POINTS):
            mlflow.log_metrics({"page-loss": 1 / (step + 1 + number), "page-gain": step * (number + 1)}, step=step)
        mlflow.log_metric("never", float("nan"))
        mlflow.set_tags({"page-tag": f"tag-{number}", "mlflow.note.content": f"A note of run {number}"})
        mlflow.log_input(mlflow.data.from_pandas(pandas.DataFrame({"x": [1, 2, 3]}), name="page-dataset"), "training")
        mlflow.log_text("The text of the artifact", "text/notes.txt")
        mlflow.log_text("artifact_path: model\nflavors: {}\n", "model/MLmodel")
        mlflow.log_image(numpy.full((24, 32, 3), 100 + number, dtype=numpy.uint8), "picture.png")
        with mlflow.start_run(run_name=f"page-child-{number}", nested=True):
            mlflow.log_metric("page-loss", 0.5)
    return run.info.run_id
