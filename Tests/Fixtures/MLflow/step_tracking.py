# Assay: experiments, runs and all that is logged to them, through the mlflow client.
# SPDX-License-Identifier: Apache-2.0
import json
import math
import pathlib
import tempfile

import mlflow
import numpy
import pandas
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.exceptions import MlflowException

from steps import unique


def log_everything():
    experiment = mlflow.set_experiment(unique("everything"))
    with mlflow.start_run(run_name="all", description="what can be logged", tags={"a": "1"}) as run:
        mlflow.log_metric("loss", 0.5, step=1)
        mlflow.log_metric("loss", 0.25, step=2)
        mlflow.log_metrics({"acc": 0.9, "nan": math.nan, "inf": math.inf}, step=3)
        mlflow.log_param("rate", 0.01)
        mlflow.log_params({"layers": [1, 2], "größe": "日本"})
        mlflow.set_tag("team", "a")
        mlflow.set_tags({"b": "2", "c": ""})
        mlflow.log_dict({"x": [1, None]}, "d/dict.json")
        mlflow.log_text("some text\n", "text.txt")
        mlflow.log_table({"q": ["a", "b"], "n": [1, 2]}, "table.json")
        mlflow.log_image(numpy.zeros((4, 4, 3), dtype=numpy.uint8), "image.png")
        log_figure()
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "sub").mkdir()
            (pathlib.Path(folder) / "sub/file.bin").write_bytes(bytes(range(256)))
            mlflow.log_artifact(f"{folder}/sub/file.bin")
            mlflow.log_artifact(f"{folder}/sub/file.bin", "with space")
            mlflow.log_artifacts(folder, "many")
        data = mlflow.data.from_pandas(pandas.DataFrame({"x": [1.0, 2.0]}), name="frame")
        mlflow.log_input(data, context="training", tags={"k": "v"})
    read = mlflow.get_run(run.info.run_id)
    assert read.info.status == "FINISHED" and read.info.run_name == "all"
    assert read.info.experiment_id == experiment.experiment_id and read.info.end_time >= read.info.start_time
    values = read.data.metrics
    assert values["loss"] == 0.25 and math.isnan(values["nan"]) and values["inf"] >= 1.7e308, values
    assert read.data.params == {"rate": "0.01", "layers": "[1, 2]", "größe": "日本"}, read.data.params
    assert {"a": "1", "b": "2", "c": "", "team": "a"}.items() <= read.data.tags.items()
    assert read.data.tags["mlflow.note.content"] == "what can be logged"
    (given,) = read.inputs.dataset_inputs
    assert given.dataset.name == "frame" and {tag.key: tag.value for tag in given.tags} == {
        "k": "v", "mlflow.data.context": "training"}
    read_files(run.info.run_id)


def log_figure():
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot
    figure, axes = matplotlib.pyplot.subplots()
    axes.plot([0, 1])
    mlflow.log_figure(figure, "plots/figure.png")


def read_files(run):
    client = MlflowClient()
    names = {file.path for file in client.list_artifacts(run)}
    assert names == {"d", "text.txt", "table.json", "image.png", "plots", "file.bin", "with space", "many"}, names
    assert [(file.path, file.file_size) for file in client.list_artifacts(run, "many/sub")] == [("many/sub/file.bin",
        256)]
    root = f"runs:/{run}"
    assert mlflow.artifacts.load_text(f"{root}/text.txt") == "some text\n"
    assert mlflow.artifacts.load_dict(f"{root}/d/dict.json") == {"x": [1, None]}
    assert mlflow.artifacts.load_image(f"{root}/image.png").size == (4, 4)
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(mlflow.artifacts.download_artifacts(f"{root}/many", dst_path=folder))
        assert (copy / "sub/file.bin").read_bytes() == bytes(range(256))
        other = client.download_artifacts(run, "with space/file.bin", folder)
        assert pathlib.Path(other).read_bytes() == bytes(range(256))
    assert json.loads(mlflow.artifacts.load_text(f"{root}/table.json"))["data"] == [["a", 1], ["b", 2]]


def nested_runs():
    experiment = mlflow.set_experiment(unique("nested"))
    with mlflow.start_run() as parent:
        for number in range(3):
            with mlflow.start_run(nested=True, run_name=f"child {number}") as child:
                mlflow.log_metric("n", number)
                with mlflow.start_run(nested=True):
                    mlflow.log_param("depth", 2)
    children = mlflow.search_runs([experiment.experiment_id], f"tags.mlflow.parentRunId = '{parent.info.run_id}'",
                                  order_by=["metrics.n DESC"])
    assert list(children["metrics.n"]) == [2.0, 1.0, 0.0]
    assert len(mlflow.search_runs([experiment.experiment_id])) == 7
    assert mlflow.get_parent_run(child.info.run_id).info.run_id == parent.info.run_id
    with mlflow.start_run(run_id=parent.info.run_id):
        mlflow.log_param("later", 1)
    assert mlflow.get_run(parent.info.run_id).data.params == {"later": "1"}


def histories():
    client, experiment = MlflowClient(), mlflow.set_experiment(unique("history"))
    run = client.create_run(experiment.experiment_id, start_time=5, tags={"t": "v"}, run_name="by hand")
    points = [Metric("m", step / 3, 1000 + step, step) for step in range(2500)]
    for begin in range(0, len(points), 1000):
        client.log_batch(run.info.run_id, points[begin:begin + 1000])
    client.log_batch(run.info.run_id, [], [Param("p", "v")], [RunTag("u", "w")])
    read = client.get_metric_history(run.info.run_id, "m")
    assert [(point.step, point.timestamp, point.value) for point in read] == [
        (point.step, point.timestamp, point.value) for point in points]
    assert client.get_metric_history(run.info.run_id, "none") == []
    client.set_terminated(run.info.run_id, "KILLED", 99)
    assert client.get_run(run.info.run_id).info.end_time == 99
    with mlflow.start_run(run_id=run.info.run_id):
        futures = [mlflow.log_metric("async", number, step=number, synchronous=False) for number in range(50)]
        mlflow.log_params({f"async{number}": number for number in range(20)}, synchronous=False)
        mlflow.flush_async_logging()
    for future in futures:
        future.wait()
    assert len(client.get_metric_history(run.info.run_id, "async")) == 50


def search():
    client, prefix = MlflowClient(), unique("search")
    ids = [client.create_experiment(f"{prefix}-{number}", tags={"n": str(number)}) for number in range(5)]
    found = mlflow.search_experiments(filter_string=f"name LIKE '{prefix}%' AND tags.n != '3'", order_by=["name DESC"],
                                      max_results=2)
    assert [experiment.experiment_id for experiment in found] == [ids[4], ids[2]]
    for number in range(25):
        run = client.create_run(ids[0], start_time=1000 + number, tags={"kind": "even" if number % 2 == 0 else "odd"})
        client.log_metric(run.info.run_id, "m", number % 7)
        client.log_param(run.info.run_id, "p", f"v{number}")
        client.set_terminated(run.info.run_id)
    token, seen = None, []
    while True:
        page = client.search_runs([ids[0]], "tags.kind = 'even' AND metrics.m < 6",
                                  order_by=["metrics.m DESC", "params.p"],
                                  max_results=4, page_token=token)
        seen += [(run.data.metrics["m"], run.data.params["p"]) for run in page]
        token = page.token
        if not token:
            break
    expected = sorted(((number % 7, f"v{number}") for number in range(0, 25, 2) if number % 7 < 6),
                      key=lambda item: (-item[0], item[1]))
    assert seen == expected, seen
    client.delete_run(run.info.run_id)
    assert len(client.search_runs([ids[0]])) == 24
    assert len(client.search_runs([ids[0]], run_view_type=ViewType.DELETED_ONLY)) == 1
    assert len(mlflow.search_runs(search_all_experiments=True, filter_string="params.p = 'v3'")) == 1


def lives():
    client, name = MlflowClient(), unique("life")
    experiment = client.create_experiment(name)
    run = client.create_run(experiment).info.run_id
    client.rename_experiment(experiment, name + "-new")
    client.delete_experiment(experiment)
    assert client.get_experiment_by_name(name + "-new").lifecycle_stage == "deleted"
    assert client.get_run(run).info.lifecycle_stage == "deleted"
    for action, code in ((lambda: client.create_run(experiment), "INVALID_STATE INVALID_PARAMETER_VALUE"),
                         (lambda: mlflow.set_experiment(name + "-new"), "INVALID_PARAMETER_VALUE BAD_REQUEST"),
                         (lambda: client.get_run("f" * 32), "RESOURCE_DOES_NOT_EXIST"),
                         (lambda: client.create_experiment(name + "-new"), "RESOURCE_ALREADY_EXISTS")):
        try:
            action()
        except MlflowException as error:
            assert error.error_code in code, error
        else:
            raise AssertionError(f"no {code}")
    client.restore_experiment(experiment)
    client.log_param(run, "p", "1")
    try:
        client.log_param(run, "p", "2")
    except MlflowException as error:
        assert "Changing param values is not allowed" in str(error)
    client.delete_tag(run, "mlflow.runName")
    client.delete_run(run)
    client.restore_run(run)
    assert client.get_run(run).data.params == {"p": "1"}
