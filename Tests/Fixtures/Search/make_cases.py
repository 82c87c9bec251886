#!/usr/bin/env python3
# Assay: asks MLflow itself what it makes of filters and orders, for SearchParityTests.
# SPDX-License-Identifier: Apache-2.0
"""Writes cases, one JSON array a line: target, filter, order, outcome.

Run it with a Python that has mlflow 3.17.2 and sqlparse 0.6.1:

    python Tests/Fixtures/Search/make_cases.py > Tests/Fixtures/Search/cases.jsonl
"""
import argparse
import json
import random
import re
import struct
import sys
import warnings

import texts

warnings.simplefilter("ignore")

from mlflow.exceptions import MlflowException  # noqa: E402
from mlflow.store.tracking import sqlalchemy_store as tracking  # noqa: E402
from mlflow.utils.search_utils import SearchExperimentsUtils, SearchUtils  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

SESSION = Session()


def runs(filter_string, order_by):
    parsed = SearchUtils.parse_search_filter(filter_string)
    tracking._get_orderby_clauses(order_by, SESSION)
    tracking._get_sqlalchemy_filter_clauses(parsed, SESSION, "sqlite")
    comparisons = []
    for item in parsed:
        if item["type"] == "metric":
            item["value"] = float(item["value"])
        key = item["key"] if item["type"] == "dataset" else SearchUtils.translate_key_alias(item["key"])
        comparisons.append((item["type"], key, item["comparator"].upper(), item["value"]))
    order = [SearchUtils.parse_order_by_for_search_runs(text) for text in order_by]
    return comparisons, [(kind, SearchUtils.translate_key_alias(key), up) for kind, key, up in order]


def experiments(filter_string, order_by):
    parsed = SearchExperimentsUtils.parse_search_filter(filter_string)
    tracking._get_search_experiments_filter_clauses(parsed, "sqlite")
    tracking._get_search_experiments_order_by_clauses(order_by)
    comparisons = []
    for item in parsed:
        if item["key"] == "experiment_id" and item["type"] == "attribute" and isinstance(item["value"], str):
            item["value"] = int(item["value"])
        comparisons.append((item["type"], item["key"], item["comparator"], item["value"]))
    return comparisons, [SearchExperimentsUtils.parse_order_by_for_search_experiments(text) for text in order_by]


# How each target reads a search, and whether MLflow catches what it does not expect.
TARGETS = {"runs": (runs, True), "experiments": (experiments, True)}


def sort_sets(message):
    """Python's sets come in another order in every process."""

    def ordered(match):
        return "'{" + ", ".join(sorted(match.group(1).split(", "))) + "}"

    return re.sub(r"'\{('[^{}]*')\}", ordered, message)


def value_text(value):
    if value is None:
        return "n"
    if isinstance(value, tuple):
        return "l" + "\x01".join(str(item) for item in value)
    if isinstance(value, bool) or isinstance(value, str):
        return "t" + str(value)
    if isinstance(value, int):
        return ("i" if -(2**63) <= value < 2**63 else "w") + str(value)
    return "d" + ("nan" if value != value else struct.pack(">d", value).hex())


def outcome(target, filter_string, order_by):
    search, catches = TARGETS[target]
    try:
        comparisons, order = search(filter_string, order_by)
    except MlflowException as error:
        return ["E", error.error_code, sort_sets(error.message)]
    except Exception as error:  # noqa: BLE001
        message = re.sub(r" at 0x[0-9a-f]+>", ">", str(error))
        return ["E", "INTERNAL_ERROR" if catches else "", message]
    for _, _, comparator, value in comparisons:
        if isinstance(value, tuple) and comparator not in ("IN", "NOT IN"):
            return ["E", "BAD_REQUEST", ""]
    known = []
    for kind, key, ascending in order:
        if (kind, key) not in [item[:2] for item in known]:
            known.append((kind, key, ascending))
    return (
        ["F"]
        + [text for kind, key, operation, value in comparisons for text in (kind, key, operation, value_text(value))]
        + ["O"]
        + [text for kind, key, up in known for text in (kind, key, "+" if up else "-")]
    )


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=4500)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    maker = texts.Maker(random.Random(options.seed))
    seen = set()
    for target, filter_string, order_by in maker.cases(list(TARGETS), options.count):
        key = (target, filter_string, tuple(order_by))
        if key not in seen:
            seen.add(key)
            case = [target, filter_string, order_by, outcome(target, filter_string, order_by)]
            sys.stdout.write(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
