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
from mlflow.store.tracking.dbmodels.models import SqlLoggedModel  # noqa: E402
from mlflow.store.model_registry.sqlalchemy_store import SqlAlchemyStore as Registry  # noqa: E402
from mlflow.utils.search_logged_model_utils import EntityType, parse_filter_string  # noqa: E402
from mlflow.utils.search_utils import (  # noqa: E402
    SearchExperimentsUtils,
    SearchModelUtils,
    SearchModelVersionUtils,
    SearchUtils,
)
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


def registry():
    """A registry without a database: one workspace, and nothing in it."""
    store = Registry.__new__(Registry)
    store._get_workspace_clauses = lambda *_: []
    return store


def registered_models(filter_string, order_by):
    parsed = SearchModelUtils.parse_search_filter(filter_string)
    Registry._parse_search_registered_models_order_by(order_by)
    registry()._get_search_registered_model_filter_query(SESSION, parsed, "sqlite")
    order = [SearchUtils.parse_order_by_for_search_registered_models(text) for text in order_by]
    return rows(parsed), [("attribute", "name" if key == "name" else "last_updated_timestamp", up) for key, up in order]


def model_versions(filter_string, order_by):
    parsed = SearchModelVersionUtils.parse_search_filter(filter_string)
    registry()._get_search_model_versions_filter_clauses(parsed, "sqlite")
    Registry._parse_search_model_versions_order_by(order_by)
    for item in parsed:
        if item["key"] == "version_number" and item["type"] == "attribute":
            item["value"] = int(item["value"])
    order = [SearchModelVersionUtils.parse_order_by_for_search_model_versions(text) for text in order_by]
    return rows(parsed), [("attribute", key, up) for _, key, up in order]


def rows(parsed):
    return [(item["type"], item["key"], item["comparator"], item["value"]) for item in parsed]


COLUMNS = set(SqlLoggedModel.__table__.columns.keys())
WORDS = {
    EntityType.ATTRIBUTE: "attribute",
    EntityType.METRIC: "metric",
    EntityType.PARAM: "parameter",
    EntityType.TAG: "tag",
}


class Unbindable(Exception):
    """A value that SQLAlchemy or the database refuses, each in its own words."""


def logged_models(filter_string, order_by):
    comparisons = []
    for item in parse_filter_string(filter_string):
        value = item.value
        if not isinstance(value, (str, float)):
            bound = isinstance(value, (tuple, list)) and all(type(part) in (str, int) for part in value)
            value = tuple(value) if bound else Unbindable
        comparisons.append((WORDS[item.entity.type], item.entity.key, item.op, value))
    for kind, key, _, _ in comparisons:
        if kind == "attribute" and key not in COLUMNS:
            raise AttributeError(f"type object 'SqlLoggedModel' has no attribute {key!r}")
    refused = any(value is Unbindable for _, _, _, value in comparisons)
    order = []
    for text in order_by:
        field, ascending = text.removesuffix(" DESC"), not text.endswith(" DESC")
        if "." not in field and SqlLoggedModel.ALIASES.get(field, field) not in COLUMNS:
            raise MlflowException.invalid_parameter_value(f"Invalid order by field name: {field}")
        query = tracking.SqlAlchemyStore._apply_order_by_search_logged_models
        query(None, SESSION.query(SqlLoggedModel), SESSION, [{"field_name": field, "ascending": ascending}])
        name = field.split(".", 1)[1] if "." in field else SqlLoggedModel.ALIASES.get(field, field)
        order.append(("metric" if "." in field else "attribute", name, ascending))
    if refused:
        raise Unbindable
    return comparisons, order


# How each target reads a search, and whether MLflow catches what it does not expect.
TARGETS = {
    "runs": (runs, True),
    "experiments": (experiments, True),
    "registeredModels": (registered_models, False),
    "modelVersions": (model_versions, False),
    "loggedModels": (logged_models, True),
}


def sort_sets(message):
    """Python's sets come in another order in every process."""

    def ordered(match):
        return "{" + ", ".join(sorted(match.group(1).split(", "))) + "}"

    return re.sub(r"\{('[^{}]*')\}", ordered, message)


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
    except Unbindable:
        return ["E", "BAD_REQUEST", ""]
    except SyntaxError:
        return ["E", "INTERNAL_ERROR", "invalid syntax (<unknown>, line 1)"]
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
    arguments.add_argument("--targets", default=",".join(TARGETS))
    options = arguments.parse_args()
    maker = texts.Maker(random.Random(options.seed))
    seen = set()
    for target, filter_string, order_by in maker.cases(options.targets.split(","), options.count):
        key = (target, filter_string, tuple(order_by))
        if key not in seen:
            seen.add(key)
            case = [target, filter_string, order_by, outcome(target, filter_string, order_by)]
            sys.stdout.write(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
