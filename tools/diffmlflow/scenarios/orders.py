# Assay: the order of what is found, with ties, NaN and missing values, and pages walked to their end.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario
from .targets import MODELS, RUNS, TARGETS, ask, fill

SUFFIXES = ("", " ASC", " DESC", " asc", " Desc", "  DESC ", " DESC NULLS LAST", " UP", " DESC DESC", ", start_time",
            " -- x", ";")
LISTS = {"two": ["{0} DESC", "{1} ASC"], "same twice": ["{0}", "{0}"], "same twice, other way": ["{0} ASC", "{0} DESC"],
         "empty text": [""], "blank": [" "], "only DESC": ["DESC"], "quoted": ["'{0}'"],
         "double quoted": ["\"{0}\" DESC"],
         "back ticks": ["`{0}` DESC"], "number": ["1"], "empty": [], "brackets": ["({0})"], "minus": ["-{0}"],
         "unicode": ["größe"]}


@scenario("search order", chooses=True)
def orders(session, world):
    for target in TARGETS:
        for key in target.order_keys:
            for suffix in SUFFIXES:
                ask(session, world, target, f"order {key}{suffix}", order_by=[key + suffix])
        if target.order_keys:
            for case, shapes in LISTS.items():
                ask(session, world, target, f"order {case}", order_by=[
                    shape.format(*target.order_keys[:2]) for shape in shapes])


@scenario("logged models' order")
def model_orders(session, world):
    fill(session, world)
    names = ("name", "creation_timestamp", "creation_time", "last_updated_timestamp", "model_type", "status",
             "metrics.acc",
             "params.p", "tags.t", "metrics.missing", "nothing", "attributes.name", "metrics.", "x.y", "")
    # Not by source_run_id: ids are each server's own.
    for name in names:
        for more in ({}, {"ascending": True}, {"ascending": False}, {"dataset_name": "data"},
                     {"dataset_name": "data", "dataset_digest": "abc", "ascending": False}, {"dataset_digest": "abc"}):
                ask(session, world, MODELS, f"order {name} {more}", order_by=[{"field_name": name, **more}])
    with session.at(MODELS.route, "order by two"):
        MODELS.ask(session, world, order_by=[{"field_name": "model_type"},
                                             {"field_name": "metrics.acc", "ascending": False}])
        MODELS.ask(session, world, order_by=[{"field_name": "name"}, {"field_name": "name"}])
    for datasets in ([{"dataset_name": "data"}], [{"dataset_name": "data", "dataset_digest": "abc"}],
                     [{"dataset_name": "x"}],
                     [{"dataset_name": "data", "dataset_digest": "abc"},
                      {"dataset_name": "data", "dataset_digest": "xyz"}],
                     [{"dataset_digest": "abc"}], [{}]):
        with session.at(MODELS.route, f"datasets {datasets}"):
            MODELS.ask(session, world, datasets=datasets)
            MODELS.ask(session, world, datasets=datasets, filter="metrics.acc > 0.4")
            MODELS.ask(session, world, datasets=datasets, filter="metrics.acc > 0.4",
                       order_by=[{"field_name": "metrics.acc"}])


@scenario("views of runs")
def views(session, world):
    fill(session, world)
    # Ids are each server's own: an order by them can be compared only where there is one run.
    for key in ("run_id", "attributes.run_id DESC", "artifact_uri", "run_uuid", "attributes.artifact_uri DESC"):
        with session.at(RUNS.route, f"order {key}"):
            RUNS.ask(session, world, order_by=[key], filter="attributes.run_name = 'run_0'")
    for view in ("ACTIVE_ONLY", "DELETED_ONLY", "ALL"):
        with session.at(RUNS.route, f"view {view}"):
            RUNS.ask(session, world, run_view_type=view)
            RUNS.ask(session, world, run_view_type=view, filter="metrics.m > -100", order_by=["metrics.m ASC"])


@scenario("pages")
def pages(session, world):
    fill(session, world)
    for target in TARGETS:
        orders = [None]
        if target is RUNS:
            orders += [["metrics.m DESC"], ["metrics.m ASC"], ["params.p"], ["tags.t DESC", "metrics.n"], ["end_time"]]
        elif target is not MODELS:
            orders += [["name DESC"]]
        for order in orders:
            for size in (1, 3, 7):
                if target.name == "experiments" and size == 1:
                    continue
                with session.at(target.route, f"pages of {size}, order {order}"):
                    target.walk(session, world, max_results=size, **({"order_by": order} if order else {}))
    for token in ("abc", "", "eyJvZmZzZXQiOiAwfQ==", "eyJvZmZzZXQiOiAtMX0=", "eyJvZmZzZXQiOiAieCJ9", "e30=",
                  "bnVsbA==", "%",
                  "eyJvZmZzZXQiOiAxMDAwMDAwfQ==", "eyJvZmZzZXQiOiAxLjV9", "ü"):
        for target in TARGETS:
            with session.at(target.route, f"token {token!r}"):
                target.ask(session, world, page_token=token)
