# Assay: the shell lines that show a difference: the call, after those that make the things it needs.
# SPDX-License-Identifier: Apache-2.0
import re

from .both import Request, json_text, resolved


def reproducer(exchange):
    """Lines of curl; $URL is the server's base URL. `name=$(…)` means: take that value from the answer."""
    needed, order = set(), []

    def visit(step):
        if step.number in needed:
            return
        needed.add(step.number)
        for value in step.request.values():
            if value.origin:
                visit(value.origin)
        order.append(step)

    visit(exchange)
    given = {}
    for step in order:
        for value in step.request.values():
            if value.origin and value.origin is not exchange:
                given.setdefault(value.origin.number, {})[value.variable] = value
    return [curl(step.request, given.get(step.number, ())) for step in order]


def curl(request, names):
    """The call as a curl command; `names` are the variables that its answer fills."""
    def variable(value):
        return f"${value.shell}"
    words = ["curl -s --path-as-is"]
    content = request.raw is not None or request.body is not Request.ABSENT
    if request.method == "HEAD":
        words.append("-I")
    elif request.method != ("POST" if content else "GET"):
        words.append(f"-X {request.method}")
    words += [f"-H '{key}: {value}'" for key, value in request.header_fields().items()]
    if request.raw is not None:
        words.append("--data-binary " + quoted(request.raw if isinstance(request.raw,
                                                                         str) else repr(request.raw)[2:-1]))
    elif request.body is not Request.ABSENT:
        words.append("--data-binary " + quoted(json_text(resolved(request.body, variable))))
    line = " ".join(words) + ' "$URL' + request.target(variable).replace('"', "%22") + '"'
    if len(line) > 1200:
        line = line[:1000] + " … " + line[-150:]
    return f"{', '.join(names)}=$({line})" if names else line


def quoted(text):
    if re.search(r"\$[a-z{]", text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\`") + '"'
    return "'" + text.replace("'", "'\\''") + "'"
