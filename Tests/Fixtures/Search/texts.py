# Assay: filters and orders for make_cases.py: valid ones, nearly valid ones and hostile ones.
# SPDX-License-Identifier: Apache-2.0
import itertools

ENTITIES = [
    "metric", "metrics", "param", "params", "parameter", "parameters", "tag", "tags", "attribute", "attributes",
    "attr", "run", "dataset", "datasets",
]
OPERATORS = [
    "=", "!=", ">", ">=", "<", "<=", "LIKE", "ILIKE", "like", "ilike", "IN", "NOT IN", "in", "not in", "IS NULL",
    "IS NOT NULL", "is null", "Is Not  Null", "==", "<>", "=>", "RLIKE", "NOT LIKE", "REGEXP", "~", "!", ":=", "+",
]
ATTRIBUTES = [
    "run_id", "run_name", "`run name`", '"Run name"', "'Run Name'", "status", "artifact_uri", "user_id", "start_time",
    "end_time", "created", "Created", "name", "experiment_id", "creation_time", "last_update_time", "model_id",
    "version_number", "run_id", "source_path", "model_type", "source_run_id", "creation_timestamp",
    "last_updated_timestamp", "timestamp", "version", "digest", "context", "experiment_ids", "Name", "lifecycle_stage",
]
KEYS = [
    "a", "a.b", "accuracy", "`a b`", '"a b"', "`a.b`", "loss", "mlflow.runName", "`mlflow.source.name`", "_x", "a-b",
    "`a-b`", "a/b", "1a", "a1", "ä", "Ünicode", "ключ", "`", "``", "`a``b`", "[a]", "key", "value", "order", "desc",
    "select", "end", "in", "as", "'a'", "a$b", "a#b", "@a", ":a", "$1", "%s", "*", "mlflow.prompt.is_prompt",
    "`mlflow.prompt.is_prompt`", "", "a::int", "a[0]", "f(x)", "K", "ſtatus", "a​b",
]
VALUES = [
    "'a'", '"a"', "'a b'", "''", '""', "'it''s'", "'it\\'s'", '"say ""hi"""', "`a`", "a", "5", "-5", "1e-3", "1E5",
    "1e+5", "0.5", ".5", "-.5", "5.", "0x1F", "007", "1_000", "inf", "nan", "NULL", "true", "('a')", "('a', 'b')",
    "('a','b',)", "()", "('a' 'b')", "(a)", "(a, 'b')", "('a', 1)", "(1, 2)", "(1.5, -2e10, 1e16)", '("a", "b")',
    "(('a'), 'b')", "(('a', 'b'),)", "(None)", "(True, 'x')", "('a'", "'a", "a'", "99999999999999999999",
    "9223372036854775807", "-9223372036854775808", "1e400", "1.2.3", "12abc", "5a", "'%x_'", "'ä'", "'\n'", "'\\'",
    "('\\x41', '\\n', '\\u00e9', r'\\d')", "(b'a')", "(f'a')", "({'a'}, ['b'])", "(-5, +5, ~5)", "(1 + 2)", "(a.b)",
    "(f('x'))", "('a' 1)", "('a';'b')", "CURRENT_DATE", "?", "date '2020-01-01'", "٣", "'true'", "'false'", "'12'",
    "' 7 '", "'1_0'", "'x7'", "(1,)", "(...)", "('''a''')", "(u'a', R'b')", "((((('a')))))", "[1]", "*", "1+1", "1 a",
    "'a' 'b'", "x.y", "'abc'::text",
]
NOISE = [
    " ", "  ", "\n", "\t", "\r\n", " ", " ", "--x\n", "-- x", "# x\n", "/* x */", "/*+ x */", "/*", "*/", ";", ",",
    "(", ")", "[", "]", "{", "}", "'", '"', "`", "´", "$", "$$", "$a$", "\\", "\\d", "%", "%s", "%(a)s", "?", "@", "#",
    "##a", "&", "|", "||", "->", "->>", "#>", "@>", "<@", "^", "~", "!", "::", ":=", ":", ".", "..", "é", "✓", "\0",
    "AND", "and", "And", "OR", "or", "NOT", "NOT NULL", "NULL", "IN", "IS", "LIKE", "AS", "ASC", "DESC", "desc nulls last",
    "CASE", "END", "IF", "BEGIN", "FOR", "WHERE", "OVER", "VALUES", "JOIN", "LEFT OUTER JOIN", "SELECT", "GO", "GO 2",
    "CREATE TABLE", "ORDER BY", "GROUP BY", "BETWEEN", "AT TIME ZONE 'x'", "timestamp", "date", "0x", "1.", "-", "--",
    "DECLARE", "TRANSACTION", "END IF", "LOOP", "END LOOP", "WHILE", "DO", "UNION ALL", "INTERVAL", "DAY", "a", "a b",
]
ORDERS = ["", " ASC", " DESC", " asc", " desc", " Desc", "  DESC", " NULLS LAST", " DESC NULLS FIRST", " down", "DESC", "\tdesc"]


# What each target knows: its attributes of texts and of numbers, and its other entities.
KNOWN = {
    "runs": (["run_id", "run_name", "`Run name`", "status", "artifact_uri", "user_id", "attr.run_name"],
             ["start_time", "end_time", "created", "attributes.Created"], ["metrics", "params", "tags", "dataset"]),
    "experiments": (["name", "attribute.name", "experiment_id"], ["creation_time", "last_update_time"], ["tags", "tag"]),
    "registeredModels": (["name", "attribute.name"], ["name"], ["tags", "tag"]),
    "modelVersions": (["name", "run_id", "source_path", "attribute.run_id"], ["version_number"], ["tags", "tag"]),
    "loggedModels": (["name", "model_id", "model_type", "status", "source_run_id", "attributes.name"],
                     ["creation_timestamp", "creation_time", "last_updated_timestamp_ms"], ["metrics", "params", "tags"]),
}
TEXTS = ["'a'", "'%b_'", '"c d"', "'ä'", "'it\\'s'", "'5'", "''", "'12'"]
NUMBERS = ["5", "-1", "0.25", "1e-3", ".5", "1.", "1000000000000", "99999999999999999999"]
LISTS = ["('a', 'b')", "('5')", '("a",)', "('it''s', 'b')", "(1, 2)"]


class Maker:
    """Makes texts from a source of chance."""

    def __init__(self, chance):
        self.chance = chance

    def cases(self, targets, count):
        """Every operator with every kind of value and entity once, then `count` cases by chance."""
        pick = self.chance.choice
        for target, entity, operation, value in itertools.product(
            targets, ["metrics.a", "params.a", "tags.a", "run_id", "start_time", "name", "dataset.name"],
            OPERATORS[:18], ["'a'", "5", "('a', 'b')"],
        ):
            yield target, f"{entity} {operation} {value if 'ull' not in operation.lower() else ''}".strip(), []
        for target, attribute in itertools.product(targets, ATTRIBUTES):
            yield target, "", [attribute]
            yield target, f"{attribute} = 'x'", []
            yield target, f"{attribute} > 5", []
            yield target, f"{attribute} IN ('x', '5')", []
        for _ in range(count):
            target = pick(targets)
            if self.chance.random() < 0.4:
                clauses = [self.known(*KNOWN[target]) for _ in range(self.chance.randint(0, 3))]
                order = [self.known_term(target) for _ in range(self.chance.randint(0, 2))]
                joined = self.chance.choice([" AND ", " and ", "\nAND "]).join(clauses)
                yield target, joined, order
            else:
                yield target, self.filter(), self.order()

    def known(self, names, numbers, entities):
        """A clause that its target is likely to accept."""
        pick = self.chance.choice
        roll = self.chance.random()
        if roll < 0.25:
            return f"{pick(numbers)} {pick(['=', '!=', '<', '>=', '>'])} {pick(NUMBERS)}"
        if roll < 0.5:
            return self.text_clause(pick(names), ["IN", "NOT IN", "in"])
        entity = pick(entities)
        if entity == "metrics":
            return f"metrics.{pick(KEYS)} {pick(['=', '!=', '<', '<=', '>'])} {pick(NUMBERS)}"
        if entity == "dataset":
            return self.text_clause("dataset." + pick(["name", "digest", "context"]), ["IN", "NOT IN"])
        return self.text_clause(f"{entity}.{pick(KEYS)}", ["IS NULL", "IS NOT NULL", "is not null"])

    def text_clause(self, left, more):
        operation = self.chance.choice(["=", "!=", "LIKE", "ILIKE", "like"] + more)
        if "null" in operation.lower():
            return f"{left} {operation}"
        return f"{left} {operation} {self.chance.choice(LISTS if 'in' in operation.lower() else TEXTS)}"

    def known_term(self, target):
        names, numbers, entities = KNOWN[target]
        roll = self.chance.random()
        key = self.chance.choice(names + numbers if roll < 0.6 else [f"{self.chance.choice(entities)}.{self.chance.choice(KEYS)}"])
        if target in ("registeredModels", "modelVersions", "experiments"):
            key = self.chance.choice(["name", "timestamp", "last_updated_timestamp", "creation_time", "version_number"])
        return key + self.chance.choice(["", " DESC", " ASC", " desc"])

    def filter(self):
        roll = self.chance.random()
        if roll < 0.12:
            return ""
        if roll < 0.5:
            return " AND ".join(self.clause() for _ in range(self.chance.randint(1, 3)))
        if roll < 0.8:
            return self.mutated(" AND ".join(self.clause() for _ in range(self.chance.randint(1, 3))))
        return self.soup(8)

    def identifier(self):
        pick = self.chance.choice
        roll = self.chance.random()
        if roll < 0.3:
            return pick(ATTRIBUTES)
        if roll < 0.45:
            return pick(["attribute", "attributes", "attr", "run", "`attribute`", "dataset"]) + "." + pick(ATTRIBUTES)
        return pick(ENTITIES if roll < 0.97 else ["foo", "`metrics`", "Metrics", "_m"]) + "." + pick(KEYS)

    def clause(self):
        pick = self.chance.choice
        operation = pick(OPERATORS[:13]) if self.chance.random() < 0.8 else pick(OPERATORS)
        gap = pick([" ", " ", " ", "", "  ", "\n"])
        if operation[0].isalpha():
            gap = gap or " "
        if "null" in operation.lower():
            return f"{self.identifier()} {operation}"
        return f"{self.identifier()}{gap}{operation}{gap}{self.value()}"

    def value(self):
        pick = self.chance.choice
        roll = self.chance.random()
        if roll < 0.3:
            return pick(["'a'", "'b c'", '"d"', "'%e%'", "5", "0.25", "-1", "('a', 'b')"])
        return pick(VALUES)

    def soup(self, most):
        pieces = [self.chance.choice([self.chance.choice(NOISE), self.identifier(), self.value(), self.chance.choice(OPERATORS)])
                  for _ in range(self.chance.randint(1, most))]
        return self.chance.choice([" ", " ", ""]).join(pieces)

    def mutated(self, text):
        for _ in range(self.chance.randint(1, 3)):
            place = self.chance.randrange(len(text) + 1)
            roll = self.chance.random()
            if roll < 0.4:
                text = text[:place] + self.chance.choice(NOISE) + text[place:]
            elif roll < 0.7:
                text = text[:place] + text[place + self.chance.randint(1, 4):]
            elif roll < 0.85:
                text = text[:place] + " " + self.chance.choice(NOISE) + " " + text[place:]
            else:
                end = place + self.chance.randint(1, 8)
                text = text[:place] + text[place:end] + text[place:]
        return text

    def order(self):
        roll = self.chance.random()
        if roll < 0.5:
            return []
        return [self.term() for _ in range(1 if roll < 0.8 else self.chance.randint(2, 3))]

    def term(self):
        text = self.identifier() + self.chance.choice(ORDERS)
        roll = self.chance.random()
        if roll < 0.75:
            return text
        return self.mutated(text) if roll < 0.93 else self.soup(4)
