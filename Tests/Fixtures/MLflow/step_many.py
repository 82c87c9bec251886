# Assay: several processes that log to one experiment at once.
# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys

import mlflow
from mlflow import MlflowClient

from steps import unique

RUNS, POINTS = 5, 40


def one_of_many(name, number):
    """One of the processes: its runs, its metrics, and a run that all of them log to."""
    mlflow.set_experiment(name)
    (shared,) = MlflowClient().search_runs([mlflow.get_experiment_by_name(name).experiment_id],
                                           "attributes.run_name = 'shared'")
    for index in range(RUNS):
        with mlflow.start_run(run_name=f"{number}-{index}"):
            mlflow.log_params({"process": number, "index": index})
            for step in range(POINTS):
                mlflow.log_metric("m", int(number) * 1000 + step, step=step)
        MlflowClient().log_metric(shared.info.run_id, "shared", int(number), step=index)
        MlflowClient().set_tag(shared.info.run_id, f"from-{number}", str(index))


def many_processes(count):
    name = unique("many")
    experiment = mlflow.set_experiment(name).experiment_id
    with mlflow.start_run(run_name="shared") as shared:
        pass
    processes = [subprocess.Popen([sys.executable, __file__.replace("step_many", "steps"), "one_of_many", name,
                                   str(number)])
                 for number in range(int(count))]
    assert [process.wait(600) for process in processes] == [0] * int(count)
    runs = MlflowClient().search_runs([experiment], "params.process != ''", max_results=1000)
    assert len(runs) == int(count) * RUNS, len(runs)
    for run in runs:
        assert run.info.status == "FINISHED"
        last = int(run.data.params["process"]) * 1000 + POINTS - 1
        assert run.data.metrics == {"m": last}, run.data.metrics
    history = MlflowClient().get_metric_history(runs[0].info.run_id, "m")
    assert [point.step for point in history] == list(range(POINTS))
    assert len(MlflowClient().get_metric_history(shared.info.run_id, "shared")) == int(count) * RUNS
    tags = mlflow.get_run(shared.info.run_id).data.tags
    assert all(tags[f"from-{number}"] == str(RUNS - 1) for number in range(int(count)))
