# Assay: recipes for reading runs: metric histories, searches, artifact lists.
# SPDX-License-Identifier: Apache-2.0
from ..recipes import Recipe
from ..variants import ABSENT
from .runs import OLD, ROLES

Recipe("getMetricHistory", lambda world: {"run_id": world.of("full_run"), "metric_key": "m", "max_results": 2},
       roles=ROLES, extra={
           **OLD, "all": lambda world, values: {"max_results": ABSENT},
           "unknown key": lambda world, values: {"metric_key": "none"},
           "bad token": lambda world, values: {"page_token": "abc"},
           "token of offset 0": lambda world, values: {"page_token": "eyJvZmZzZXQiOiAwfQ=="},
           "token of offset 1": lambda world, values: {"page_token": "eyJvZmZzZXQiOiAxfQ=="}})


def interval(**change):
    return lambda world, values: {"max_results": ABSENT, "start_step": ABSENT, "end_step": ABSENT, **change}


Recipe("getMetricHistoryBulkInterval", lambda world: {
    "run_ids": [world.of("full_run"), world.of("long_run")], "metric_key": "m", "start_step": 0, "end_step": 40,
    "max_results": 10}, extra={
        "no steps": interval(max_results=10), "all": interval(), "only start": interval(start_step=1),
        "only end": interval(end_step=3), "end before start": interval(start_step=5, end_step=1),
        "max 2500": interval(max_results=2500), "max 2501": interval(max_results=2501),
        "max 1": interval(max_results=1),
        "max 3": interval(max_results=3), "max 7": interval(max_results=7, start_step=3, end_step=33),
        "steps of nothing": interval(start_step=900, end_step=950),
        "negative steps": interval(start_step=-5, end_step=-1),
        "unknown key": lambda world, values: {"metric_key": "none"},
        "unknown run": lambda world, values: {"run_ids": ["f" * 32]},
        "one of two unknown": lambda world, values: {"run_ids": [world.of("full_run"), "f" * 32]},
        "100 runs": lambda world, values: {"run_ids": [world.of("full_run")] * 100},
        "101 runs": lambda world, values: {"run_ids": [world.of("full_run")] * 101},
        "same run twice": lambda world, values: {"run_ids": [world.of("full_run")] * 2}})
Recipe("searchRuns", lambda world: {
    "experiment_ids": [world.of("full_experiment")], "filter": "metrics.m > 0", "run_view_type": "ACTIVE_ONLY",
    "max_results": 3, "order_by": ["metrics.m DESC"], "page_token": ""}, extra={
        "no experiments": lambda world, values: {"experiment_ids": []},
        "unknown experiment": lambda world, values: {"experiment_ids": ["98765432"]},
        "bad experiment": lambda world, values: {"experiment_ids": ["abc"]},
        "deleted experiment": lambda world, values: {"experiment_ids": [world.of("deleted_experiment")]},
        "max 50000": lambda world, values: {"max_results": 50_000},
        "max 50001": lambda world, values: {"max_results": 50_001},
        "only experiments": lambda world, values: {key: ABSENT for key in (
            "filter", "run_view_type", "max_results", "order_by", "page_token")},
        "bad token": lambda world, values: {"page_token": "abc"},
        "token past the end": lambda world, values: {"page_token": "eyJvZmZzZXQiOiAxMDAwMDB9"}})
Recipe("listArtifacts", lambda world: {"run_id": world.of("artifact_run"), "path": "", "page_token": ""}, roles=ROLES,
       extra={**OLD, **{f"path {text}": lambda world, values, text=text: {"path": text} for text in (
           "a.txt", "dir", "dir/", "dir/b.txt", "missing", "../", "dir/../", "/etc", "%2e%2e", "dir//", "./dir",
           "file:///etc", "dir%2Fb.txt", "a\\b", "..\\x", "C:\\x", "a;b", "a?b", "a#b", "%", "%00", "größe")},
              "no path": lambda world, values: {"path": ABSENT}})
for rpc in ("createPresignedUploadUrl", "createPresignedDownloadUrl"):
    Recipe(rpc, lambda world: {"run_id": world.of("artifact_run"), "path": "a.txt", "expiration": 60}, roles=ROLES,
           extra={
        "expiration 604800": lambda world, values: {"expiration": 604_800},
        "expiration 604801": lambda world, values: {"expiration": 604_801},
        "path up": lambda world, values: {"path": "../a"},
        "no expiration": lambda world, values: {"expiration": ABSENT}})
