# Assay: GraphQL documents that are nearly right, and values for their variables.
# SPDX-License-Identifier: Apache-2.0
import re

TOKENS = re.compile(r'"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\.\.\.|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|\S')
#: What the documents are made of. None writes, and few need anything to be there.
SEEDS = (
    '{ test(inputString: "x") { output } }',
    'query Q($a: String, $b: [String] = ["x"]) @component(name: "c") { test(inputString: $a) { output } '
    'other: test(inputString: "y") { output ...F } ... on Query { __typename } } fragment F on Test { output }',
    'mutation M($i: MlflowSearchDatasetsInput!) { testMutation(inputString: "x") { output } }',
    '{ __type(name: "MlflowRunInfo") { name kind fields { name type { name kind ofType { name } } } } }',
    '{ __schema { queryType { name } types { name enumValues { name } inputFields { name defaultValue } } '
    'directives { name args { name } } } }',
    'query A { test(inputString: "a") { output } } query B { test { output } }',
    '{ mlflowSearchRuns(input: {experimentIds: ["98765"], maxResults: 5, runViewType: ALL, orderBy: "x", filter: null}) '
    '{ runs { info { runId status } data { metrics { key value } } experiment { name } } } }',
    'query ($d: MlflowGetRunInput!, $n: Int = 3) { mlflowGetRun(input: $d) { run { info { runId } } apiError { code } } '
    'mlflowSearchRuns(input: {maxResults: $n}) { nextPageToken } }',
    'query ($v: MlflowViewType, $l: LongString, $f: MlflowSearchModelVersionsInput) { a: mlflowSearchModelVersions('
    'input: {maxResults: $l, filter: "name=\'none\'"}) { modelVersions { name tags { key } aliases } } '
    'b: mlflowSearchModelVersions(input: $f) { nextPageToken } }',
    "fragment A on Query { test { ...B } } fragment B on Test { output ...C } fragment C on Test { ...B output } { ...A }",
    '{ test { output: __typename output } x: test(inputString: "a") { output } x: test(inputString: "b") { output } }',
    "{ ...X } fragment X on MlflowGetRunResponse { run { info { runId } } } fragment Y on Query { test { output } }",
)
WORDS = ("test tset output outptu inputString input mlflowGetRun mlflowSearchRuns runs run info runId runID status data "
         "metrics key value Query Mutation Test String Int MlflowViewType ALL ACTIVE ACTIVE_ONLY on query mutation "
         "subscription fragment A B F X true false null component name include skip if experimentIds maxResults filter "
         "orderBy MlflowGetRunInput MlflowRunInfo __typename __schema __type fields type ofType types inputFields "
         "Boolean LongString").split()
MARKS = ('{', '}', '(', ')', '[', ']', ':', '!', '$', '=', '@', '...', '|', '5', '-3', '2.5', '1e9', '99999999999', '"s"',
         '""', '"""b"""', r'"\u0041\n"', "#c\n", ',', '0', '007', '1x', '$a', '$b', '$d', '@component(name: "c")',
         "@skip(if: true)")
KEYS = ("runId", "runUuid", "filter", "maxResults", "orderBy", "x", "runid", "experimentIds")
PLAIN = (None, True, 0, 5, -1, 2 ** 31, 2 ** 40, 1.0, 2.5, 1e30, "ALL", "x", "", "5", " 7 ", "a'b", "s" * 300, [], {})


def mutated(chance):
    """A document of the seeds with a few words or tokens changed."""
    tokens = TOKENS.findall(chance.choice(SEEDS))
    change = words if chance.random() < 0.75 else marks
    for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3, 4))):
        change(tokens, chance)
    if chance.random() < 0.3:
        groups(tokens, chance)
    return " ".join(tokens)


def words(tokens, chance):
    """Puts another word in the place of one."""
    places = [place for place, token in enumerate(tokens) if token[0].isalpha() or token[0] == "_"]
    if places:
        place = chance.choice(places)
        word = tokens[place]
        tokens[place] = chance.choice((tokens[chance.choice(places)], chance.choice(WORDS), word[:-1] or "a", word + "x"))


def marks(tokens, chance):
    """Puts a token in, or takes one out."""
    place = chance.randrange(len(tokens) + 1)
    if chance.random() < 0.3 and place < len(tokens):
        del tokens[place]
    else:
        tokens.insert(place, chance.choice((*WORDS, *MARKS, *tokens[:1])))


def groups(tokens, chance):
    """Drops what stands in a pair of brackets, or has it twice with the token before it."""
    opens = [place for place, token in enumerate(tokens) if token in ("{", "(", "[")]
    if not opens:
        return
    begin, depth = chance.choice(opens), 0
    for end in range(begin, len(tokens)):
        depth += (tokens[end] in ("{", "(", "[")) - (tokens[end] in ("}", ")", "]"))
        if depth == 0:
            break
    if chance.random() < 0.5:
        del tokens[begin:end + 1]
    else:
        tokens[end + 1:end + 1] = tokens[max(0, begin - 1):end + 1]


def values(chance):
    """Values for the variables of the seeds, of any type."""
    return {name: value(chance, 0) for name in "abdinlfv"}


def value(chance, depth):
    if depth == 3 or chance.random() < 0.6:
        return chance.choice(PLAIN)
    if chance.random() < 0.4:
        return [value(chance, depth + 1) for _ in range(chance.randrange(13))]
    return {chance.choice(KEYS): value(chance, depth + 1) for _ in range(chance.randrange(4))}
