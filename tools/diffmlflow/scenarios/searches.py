# Assay: every filter operator with every type of value, on every kind of thing that can be searched.
# SPDX-License-Identifier: Apache-2.0
import itertools

from .registered import scenario
from .targets import EXPERIMENTS, MODELS, REGISTERED, RUNS, TARGETS, VERSIONS, ask, fill

OPERATORS = ("=", "!=", "<>", ">", ">=", "<", "<=", "LIKE", "ILIKE", "like", "IN", "NOT IN", "in", "not in", "IS",
             "IS NOT",
             "RLIKE", "==", "BETWEEN")
VALUES = {"text": "'a'", "double quoted": '"a"', "pattern": "'%A%'", "one letter": "'_'", "empty text": "''",
          "integer": "1",
          "fraction": "1.5", "negative": "-2", "exponent": "1e1", "quoted number": "'1'", "word": "a",
          "list": "('a', 'b')",
          "list of one": "('a')", "empty list": "()", "list of numbers": "(1, 2)", "null": "NULL", "backticks": "`a`",
          "status": "'FINISHED'", "nan": "nan", "true": "true", "list without brackets": "'a', 'b'"}
# Values that only some identifiers can match: tried with the operators that could find something.
FITTING = {
    "params.p": ["'A'", "'10'", "'a%b'", "'a\\%b'", "'a_b'", '"it\'s"', "'größe'", "'GRÖSSE'", "'%SSE'", "'a b'",
                 "'\\d'",
                 "'%'", "'_'", "'a%'", "'%_%'"],
    "tags.t": ["'A'", "'a%b'", "'größe'", "'a_b'", "'%B%'", "'b1'"],
    "status": ["'RUNNING'", "'running'", "'Failed'", "'%ED'", "'ready'", "'READY'", "'LOGGED_MODEL_READY'",
               "'PENDING'"],
    "attributes.run_name": ["'run_0'", "'Run 1'", "'run%'", "'RUN%'"],
    "run.user_id": ["'ada'", "'ADA'", "'bob'", "''"], "dataset.name": ["'data'", "'DATA'", "'dat_'",
                                                                       "('data', 'third')"],
    "datasets.digest": ["'abc'", "'ABC'", "('abc')"], "dataset.context": ["'training'", "'train%'",
                                                                          "('eval', 'training')"],
    "metrics.m": ["1.5", "0", "-2.0", "1e-300", "123456789.25", "1e400", "0.1", "3"],
    "metrics.acc": ["1.5", "0.5", "-1e9"],
    "start_time": ["1600000010000", "0"], "attributes.end_time": ["1600000010000", "0"],
    "tags.mlflow.runName": ["'run_0'", "'Run%'"], "name": ["'model_1'", "'MODEL%'", "'%g_alpha'", "'%G_ALPHA'",
                                                           "'%r_a%'"],
    "attributes.model_type": ["'agent'", "'AGENT'", "('agent', 'llm')", "'%'"],
    "experiment_id": ["'0'", "'1'", "('0', '1')"],
    "version_number": ["1", "2", "3.0", "'1'"], "source_path": ["'s3://bucket/a'", "'s3://BUCKET/%'", "'%ü'"]}
FULL = {"number": 1, "text": 3, "bad": 0}
FINDING = ("=", "!=", "LIKE", "ILIKE", ">", ">=", "<", "<=", "IN", "NOT IN")


@scenario("search operators", chooses=True)
def operators(session, world):
    for target in TARGETS:
        for kind, names in target.identifiers.items():
            for number, name in enumerate(names):
                for operator, (case, value) in itertools.product(OPERATORS, VALUES.items()):
                    # Each kind of identifier with all operators and values once; others of its kind with some of them.
                    # What is in a random id is chance.
                    if name.endswith(("run_id", "model_id")) and "%" in value:
                        continue
                    if number < FULL[kind] or session.chance.random() < 0.1:
                        ask(session, world, target, f"{name} {operator} {case}", filter=f"{name} {operator} {value}")
        for name in target.identifiers["bad"][3:]:
            for text in (f"{name} = 'a'", f"{name} > 1"):
                ask(session, world, target, text, filter=text)
        for name in sum(target.identifiers.values(), []):
            for text in (f"{name} IS NULL", f"{name} IS NOT NULL", f"{name} is null", f"{name} NOT NULL", name,
                         f"{name} ="):
                ask(session, world, target, text, filter=text)


@scenario("search values", chooses=True)
def values(session, world):
    for target in TARGETS:
        for name in sum(target.identifiers.values(), []):
            for value in FITTING.get(name, ()):
                for operator in FINDING:
                    text = f"{name} {operator} {value}"
                    ask(session, world, target, text, filter=text)


@scenario("search by own ids")
def own_ids(session, world):
    fill(session, world)
    runs = world.gallery_runs()
    with session.at(RUNS.route, "run_id"):
        for name in ("run_id", "attributes.run_id", "run.run_id"):
            RUNS.ask(session, world, filter=f"{name} = '" + runs[1] + "'")
            RUNS.ask(session, world, filter=f"{name} != '" + runs[1] + "'")
            RUNS.ask(session, world, filter=f"{name} IN ('" + runs[1] + "', '" + runs[3] + "')")
            RUNS.ask(session, world, filter=f"{name} NOT IN ('" + runs[1] + "')")
            RUNS.ask(session, world, filter=f"{name} LIKE '%" + runs[1] + "'")
            RUNS.ask(session, world, filter=f"{name} ILIKE '" + runs[1].upper() + "'")
    with session.at(MODELS.route, "source_run_id"):
        MODELS.ask(session, world, filter="source_run_id = '" + runs[1] + "'")
        MODELS.ask(session, world, filter="source_run_id IN ('" + runs[1] + "', '" + runs[2] + "')")
    with session.at(VERSIONS.route, "run_id"):
        for text in ("run_id = '" + runs[0] + "'", "run_id IN ('" + runs[0] + "', '" + runs[1] + "')",
                     "run_id != '" + runs[0] + "'", "run_id NOT IN ('" + runs[0] + "')"):
            VERSIONS.ask(session, world, filter=text)
    with session.at(EXPERIMENTS.route, "experiment_id"):
        own = world.of("full_experiment")
        for text in ("experiment_id = '" + own + "'", "experiment_id IN ('" + own + "', '0')",
                     "experiment_id NOT IN ('" + own + "')", "experiment_id = " + own):
            EXPERIMENTS.ask(session, world, filter=text)
    with session.at(REGISTERED.route, "prompts"):
        for text in ("tags.`mlflow.prompt.is_prompt` = 'true'", "tags.`mlflow.prompt.is_prompt` != 'true'",
                     "tags.mlflow.prompt.is_prompt = 'true'", "tag.`mlflow.prompt.is_prompt` != 'false'", "",
                     "tags.`mlflow.prompt.is_prompt` LIKE 'tr%'", "tags.`mlflow.prompt.is_prompt` = 'TRUE'",
                     "tags.`mlflow.prompt.is_prompt` = 'true' AND name LIKE '%'",
                     "name LIKE '%prompt%' AND tags.`mlflow.prompt.is_prompt` = 'true'"):
            REGISTERED.ask(session, world, filter=text)
            VERSIONS.ask(session, world, filter=text)
