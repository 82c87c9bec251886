# Assay: models: autologged, logged, loaded back and asked, searched.
# SPDX-License-Identifier: Apache-2.0
import mlflow
import numpy
from mlflow import MlflowClient
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from steps import unique


def fitted():
    data = load_iris(as_frame=True)
    return LogisticRegression(max_iter=200).fit(data.data, data.target), data


def autolog():
    """MLflow's own quickstart."""
    mlflow.set_experiment(unique("autolog"))
    mlflow.sklearn.autolog()
    data = load_iris()
    with mlflow.start_run() as run:
        model = LogisticRegression(max_iter=300).fit(data.data, data.target)
        model.score(data.data, data.target)
    mlflow.sklearn.autolog(disable=True)
    read = mlflow.get_run(run.info.run_id)
    assert read.data.params["max_iter"] == "300" and read.data.metrics["training_accuracy_score"] > 0.9
    assert read.inputs.dataset_inputs and read.outputs.model_outputs
    (logged,) = mlflow.search_logged_models(experiment_ids=[run.info.experiment_id], output_format="list")
    assert logged.status == "READY" and logged.source_run_id == run.info.run_id
    loaded = mlflow.sklearn.load_model(f"models:/{logged.model_id}")
    assert numpy.array_equal(loaded.predict(data.data), model.predict(data.data))


def model_round():
    """A model logged, registered, given an alias, loaded by it, and asked."""
    model, data = fitted()
    client, name = MlflowClient(), unique("iris")
    mlflow.set_experiment(unique("models"))
    with mlflow.start_run() as run:
        info = mlflow.sklearn.log_model(model, name="model",
                                        signature=infer_signature(data.data, model.predict(data.data)),
                                        input_example=data.data.head(2), registered_model_name=name)
        mlflow.log_metric("acc", 0.5, model_id=info.model_id, step=1)
    version = mlflow.register_model(info.model_uri, name, tags={"k": "v"})
    assert version.version == "2" and client.get_model_version(name, "2").tags == {"k": "v"}
    client.set_registered_model_alias(name, "champion", "2")
    client.set_model_version_tag(name, "2", "proof", "yes")
    client.update_model_version(name, "2", description="second")
    read = client.get_model_version_by_alias(name, "champion")
    assert (read.version, read.description, read.aliases) == ("2", "second", ["champion"])
    assert read.run_id == run.info.run_id
    assert read.model_id in (None, info.model_id), read.model_id
    expected = model.predict(data.data)
    for uri in (f"models:/{name}@champion", f"models:/{name}/1", info.model_uri, f"models:/{info.model_id}"):
        assert numpy.array_equal(mlflow.pyfunc.load_model(uri).predict(data.data), expected), uri
    assert client.get_logged_model(info.model_id).metrics[0].value == 0.5
    search_models(run, info)
    copy = client.copy_model_version(f"models:/{name}/2", unique("copy"))
    assert numpy.array_equal(mlflow.sklearn.load_model(f"models:/{copy.name}/{copy.version}").predict(data.data),
                             expected)


def search_models(run, info):
    found = mlflow.search_logged_models([run.info.experiment_id], filter_string="metrics.acc >= 0.5 AND name = 'model'",
                                        order_by=[{"field_name": "metrics.acc", "ascending": False}],
                                        output_format="list")
    assert [model.model_id for model in found] == [info.model_id]
    assert not mlflow.search_logged_models([run.info.experiment_id], filter_string="metrics.acc > 0.5",
                                           output_format="list")


def logged_models():
    mlflow.set_experiment(unique("logged"))
    model = mlflow.initialize_logged_model("agent", params={"a": "1"}, tags={"t": "1"}, model_type="agent")
    assert model.status == "PENDING"
    mlflow.log_model_params({"b": "2"}, model.model_id)
    mlflow.set_logged_model_tags(model.model_id, {"u": "2"})
    mlflow.delete_logged_model_tag(model.model_id, "t")
    mlflow.finalize_logged_model(model.model_id, "READY")
    read = mlflow.get_logged_model(model.model_id)
    assert read.status == "READY" and read.params == {"a": "1", "b": "2"} and read.model_type == "agent"
    assert {"u": "2"}.items() <= read.tags.items() and "t" not in read.tags
    MlflowClient().delete_logged_model(model.model_id)
    assert not mlflow.search_logged_models([read.experiment_id], output_format="list")
