# Assay: filters of every shape: what the grammar takes, and what it says of what it does not take.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario
from .targets import EXPERIMENTS, MODELS, REGISTERED, RUNS, TARGETS, VERSIONS, ask

# {a} and {b} are clauses that are good for the target, {n} an identifier of texts.
SHAPES = (
    "", " ", "\n", "\t {a} \n", "{a} AND {b}", "{a} and {b}", "{a} And {b}", "{a}  AND  {b}", "{a}\nAND\n{b}",
    "{a}AND{b}",
    "{a} AND {b} AND {a}", "{a} OR {b}", "{a} or {b}", "NOT {a}", "not {a}", "({a})", "({a}) AND ({b})",
    "{a} AND ({b})",
    "{a} AND NOT {b}", "{a} AND", "AND {a}", "AND", "{a} {b}", "{a}, {b}", "{a} & {b}", "{a} && {b}", "{a} AND AND {b}",
    "{a};", "{a}; {b}", ";", "{a} -- comment", "{a} /* comment */", "/* c */ {a}", "# c", "-- c", "{a} # c",
    "{n}='x'", "{n} ='x'", "{n}= 'x'", "{n}!='x'", "{n} = 'x", "{n} = x'", "{n} = \"x\"", "{n} = \"x", "{n} = `x`",
    "{n} = 'x''y'", "{n} = \"x\"\"y\"", "{n} = 'x\"y'", "{n} = \"x'y\"", "{n} = 'x\\'y'", "{n} = 'AND'",
    "{n} = 'a AND b'",
    "{n} = 'a' AND {n} = 'b'", "{n} = 'a = b'", "{n} = ';'", "{n} = '--'", "{n} = '/*'", "{n} = '('", "{n} = ' x '",
    "{n} = 'größe'", "{n} = '😀'", "{n} = '日本'", "{n} = 'a\nb'", "{n} LIKE '%'", "{n} LIKE 'x%' AND {a}", "{n} LIKE x",
    "{n} IN ('x')", "{n} IN ('x',)", "{n} IN ('x', 'y')", "{n} IN ('x','y')", "{n} IN ( 'x' , 'y' )",
    "{n} IN ('x' 'y')",
    "{n} IN ['x']", "{n} IN 'x'", "{n} IN (x)", "{n} IN ('x', 1)", "{n} IN ('x', y)", "{n} IN (\"x\", \"y\")", "{n} IN",
    "{n} IN ()", "{n} IN (('x'))", "{n} NOT IN ('x')", "{n} NOT  IN ('x')", "{n} NOT ('x')", "{n} IN ('a,b', 'c')",
    "{n} IN ('it''s')", "{n} NOT LIKE 'x'", "{n} NOT ILIKE 'x'", "{n} = NULL", "{n} IS NULL AND {a}", "{n} IS NOT NULL",
    "{n} IS  NOT  NULL", "{n} IS 'x'", "{n} = (SELECT 1)", "{n} = 'x' LIMIT 1", "SELECT 1", "{n} = 1 + 1", "'x' = {n}",
    "{n} = {n}", "'x' = 'x'", "1 = 1", "1", "'x'", "x", "*", "{n}", "{n} =", "= 'x'", "{n} == 'x'", "{n} = = 'x'",
    "{n} = TRUE",
    "{n} := 'x'", "{n} ~ 'x'", "{n} REGEXP 'x'", "{n} GLOB 'x'", "{n} MATCH 'x'", "{n} BETWEEN 'a' AND 'b'",
    "{n}::text = 'x'",
    "{n} = 'x' COLLATE nocase", "lower({n}) = 'x'", "{n} || 'x' = 'xx'", "{n} > ALL ('x')", "`{n}` = 'x'",
    "\"{n}\" = 'x'",
    "'{n}' = 'x'", "{n}.y = 'x'", ".{n} = 'x'", "{n}. = 'x'", "{n} .y = 'x'", "tags. = 'x'", "tags.`` = 'x'",
    "tags.\"\" = 'x'",
    "tags.`a b` = 'x'", "tags.\"a b\" = 'x'", "tags.'a b' = 'x'", "tags.a b = 'x'", "tags.`a`b` = 'x'",
    "tags.`a\"b` = 'x'",
    "tags.\"a`b\" = 'x'", "`tags`.t = 'x'", "\"tags\".t = 'x'", "`tags.t` = 'x'", "Tags.t = 'x'", "TAGS.t = 'x'",
    "tags.T = 'a'",
    "tags.t.u.v = 'x'", "tags.1 = 'x'", "tags.1a = 'x'", "tags.a-b = 'x'", "tags.a/b = 'x'", "tags.a:b = 'x'",
    "tags.größe = 'odd'",
    "tags.select = 'x'", "tags.from = 'x'", "tags.order = 'x'", "tags.and = 'x'", "tags.like = 'x'", "tags.in = 'x'",
    "tags.name = 'x'", "tags.key = 'x'", "tags.value = 'x'", "tags.user = 'x'", "tags.type = 'x'", "tags.date = 'x'",
    "tags.is = 'x'", "tags.null = 'x'", "tags.not = 'x'", "tags.group = 'x'", "tags.count = 'x'",
    "tags.timestamp = 'x'",
    "tags.mlflow.source.name = 'x'", "tags.`mlflow.source.name` = 'x'", "tags.@a = 'x'", "tags.$a = 'x'",
    "tags.#a = 'x'",
    "tags.a%b = 'x'", "tags.a* = 'x'", "tags.a@b = 'x'", "tags.a$b = 'x'", "tags.a#b = 'x'", "tags.a+b = 'x'",
    "tags.t= 'x'AND{a}",
    "{n} = 'x' AND" + " {n} != 'y' AND" * 30 + " {n} != 'z'", "{n} = '" + "x" * 3000 + "'", "(" * 30 + "{a}" + ")" * 30)
NUMBERS = ("1", "+1", "-1", "- 1", "1.", ".5", "1.5", "1e5", "1E5", "1e-5", "-1.5e+3", "0x10", "1_000", "1,000", "'1'",
           "\"1\"",
           "inf", "-inf", "nan", "NaN", "infinity", "'inf'", "1e400", "9223372036854775807", "9223372036854775808",
           "00012", "1f",
           "1 2", "(1)", "1/2", "$1", "?", ":x", "true", "null", "", "1.5.5", "--1", "٣")
GOOD = {"runs": ("params.p = 'a'", "metrics.m > 0", "params.p", ("metrics.m", "start_time", "end_time")),
        "experiments": ("name LIKE '%'", "tags.t != 'x'", "name", ("creation_time", "last_update_time")),
        "logged models": ("name LIKE '%'", "metrics.acc > 0", "name", ("metrics.acc", "creation_timestamp")),
        "registered models": ("name LIKE '%'", "tags.t != 'x'", "name", ()),
        "model versions": ("name LIKE '%'", "version_number > 0", "name", ("version_number",))}


@scenario("search grammar", chooses=True)
def shapes(session, world):
    for target in TARGETS:
        first, second, text_name, number_names = GOOD[target.name]
        for shape in SHAPES:
            text = shape.replace("{a}", first).replace("{b}", second).replace("{n}", text_name)
            ask(session, world, target, f"shape {shape[:40]}", filter=text)
        for name in number_names:
            for number in NUMBERS:
                ask(session, world, target, f"{name} number {number}",
                    filter=f"{name} > {number}")
                ask(session, world, target, f"{name} equals {number}",
                    filter=f"{name} = {number}")


@scenario("search with several clauses", chooses=True)
def clauses(session, world):
    table = {RUNS: ("metrics.m > 0 AND metrics.n = 1", "metrics.m > 0 AND metrics.m < 2 AND params.p != 'x'",
                    "tags.t = 'a' AND params.p = 'a' AND status = 'FINISHED'",
                    "metrics.m >= 0 AND dataset.name = 'data'",
                    "dataset.name = 'data' AND dataset.digest = 'abc'",
                    "dataset.name = 'data' AND dataset.name = 'Other'",
                    "params.p = 'a' AND tags.t IS NOT NULL AND metrics.m != 9", "params.p IS NULL AND tags.t IS NULL",
                    "attributes.run_name LIKE 'run%' AND start_time > 0", "params.p ILIKE 'A%' AND params.p LIKE 'a%'"),
             EXPERIMENTS: ("name LIKE '%alpha' AND tags.t = 'alpha'", "tags.t IS NULL AND name LIKE '%g_%'",
                           "tags.t = 'beta' AND tags.`a b` = 'odd'", "creation_time > 0 AND last_update_time > 0"),
             MODELS: ("metrics.acc > 0 AND params.p LIKE 'b%'", "metrics.acc > 1 AND metrics.acc < 2",
                      "name = 'model_1' AND "
                      "status = 'READY'", "tags.t LIKE 'a%' AND model_type = 'agent'"),
             REGISTERED: ("name LIKE '%_r_%' AND tags.t = 'beta'", "tags.t = 'beta' AND tags.`a b` = 'odd'",
                          "tags.t = 'x' AND tags.t = 'y'", "name LIKE '%A%' AND name ILIKE '%a%'"),
             VERSIONS: ("name LIKE '%_r_%' AND version_number = 1", "tags.t = 'alpha' AND source_path LIKE 's3%'",
                        "version_number >= 1 AND version_number < 3")}
    for target, texts in table.items():
        for text in texts:
            ask(session, world, target, text, filter=text)
