# Assay: the generated calls: each field of each route with each value, and each route in each shape of request.
# SPDX-License-Identifier: Apache-2.0
import urllib.parse

from .both import Encoded, Request
from .session import pairs
from .variants import ABSENT, json_variants, query_variants


class Generator:
    """Makes the calls of routes that have a recipe; `chosen(route, case)` says which."""

    def __init__(self, session, world, chosen):
        self.session, self.world, self.chosen = session, world, chosen

    def run(self, route, recipe):
        with self.session.at("set-up", route.name):
            sample = recipe.base(self.world)
            cases = list(self.cases(route, recipe, sample))
        for case, make in cases:
            if not self.chosen(route.name, case):
                continue
            with self.session.at(route.name, case):
                values = recipe.base(self.world)
                requests = make(values)
                for request in requests if isinstance(requests, list) else [requests]:
                    exchange = self.session.exchange(request)
                    self.after(recipe, values, exchange)

    def after(self, recipe, values, exchange):
        if exchange.diverges:
            self.world.forget(exchange.request.values())
            return
        if exchange.request.method in ("HEAD", "OPTIONS"):
            return
        if not exchange.did_any:
            if recipe.refused:
                recipe.refused(self.session, self.world, exchange)
            return
        if recipe.follow:
            recipe.follow(self.session, values, exchange)
        for kind in recipe.consumes:
            self.world.drop(kind)

    def cases(self, route, recipe, sample):
        """(case, function from good values to a request or several)."""
        yield "good", lambda values: request_of(route, values)
        yield "repeated call", lambda values: [request_of(route, values)] * 2
        for name, extra in recipe.extra.items():
            yield name, lambda values, extra=extra: request_of(route, merged(values, extra(self.world, values)))
        of_path = [field for field in route.fields if field.name in route.path_names]
        in_body = [field for field in route.fields if field.name not in route.path_names
                   and field.name not in recipe.skip]
        for field in of_path:
            yield from self.path_cases(route, recipe, field)
        for field in in_body:
            yield from self.body_cases(route, recipe, field, sample.get(field.name))
            if route.method == "GET":
                yield from query_cases(route, field, sample.get(field.name))
        yield from shape_cases(route, in_body)

    def path_cases(self, route, recipe, field):
        texts = {"blank": "%20", "unknown": "f" * 32, "percent": "%41", "encoded slash": "a%2Fb", "dot": "%2e",
                 "long": "x" * 300, "unicode": "%C3%A9", "bad utf-8": "%FF", "quote": "%27"}
        for case, text in texts.items():
            yield f"path {field.name}: {case}", lambda values, text=text: request_of(
                route, {**values, field.name: text})
        for case, value in self.ids(recipe, field):
            yield f"path {field.name}: id {case}", lambda values, value=value: request_of(
                route, {**values, field.name: in_path(value())})
        yield f"path {field.name}: another in the body", lambda values: request_of(
            route, values, more={field.name: "other"})

    def ids(self, recipe, field):
        """(case, function that gives the id); nothing is made before the case runs."""
        kind = recipe.roles.get(field.name)
        if kind:
            for case in self.world.id_cases(kind):
                yield case, lambda case=case: self.world.id(kind, case)

    def body_cases(self, route, recipe, field, sample):
        as_body = route.method == "GET"
        prefix = f"body {field.name}" if as_body else field.name
        for case, value in json_variants(field, sample, recipe.limits.get(field.name)):
            yield f"{prefix}: {case}", lambda values, value=value: request_of(
                route, changed(values, field.name, value), as_body=as_body)
        for case, value in self.ids(recipe, field):
            yield f"{prefix}: id {case}", lambda values, value=value: request_of(
                route, {**values, field.name: value()}, as_body=as_body)
        if field.camel != field.name:
            yield f"{prefix}: camel", lambda values: request_of(
                route, renamed(values, field.name, field.camel), as_body=as_body)
            yield f"{prefix}: both spellings", lambda values: request_of(
                route, {**values, field.camel: values.get(field.name, "1")}, as_body=as_body)

def query_cases(route, field, sample):
    """The values of a field in a query."""
    for case, items in query_variants(field, sample):
        yield f"{field.name}: {case}", lambda values, items=items: Request(
            "GET", route.filled(values), [*query_without(route, values, field.name),
                                          *((field.name, item) for item in items)])
    if field.camel != field.name:
        yield f"{field.name}: query camel", lambda values: request_of(
            route, renamed(values, field.name, field.camel))


def changed(values, name, value):
    found = {key: item for key, item in values.items() if key != name}
    return found if value is ABSENT else {**found, name: value}


def in_path(value):
    """An id as it stands in a path."""
    return urllib.parse.quote(value, safe="") if isinstance(value, str) else value


def merged(values, extra):
    return {key: value for key, value in {**values, **extra}.items() if value is not ABSENT}


def renamed(values, old, new):
    return {new if key == old else key: value for key, value in values.items()}


def query_without(route, values, name):
    return [(key, value) for key, value in pairs(values) if key != name and key not in route.path_names]


def request_of(route, values, as_body=False, more=None, prefix="/api", **options):
    """The route's request with these values: in the path, and in the query or the body."""
    path = route.filled(values, prefix)
    rest = {**{key: value for key, value in values.items() if key not in route.path_names}, **(more or {})}
    if route.method == "GET" and not as_body:
        return Request("GET", path, pairs(rest), **options)
    return Request(route.method, path, body=rest, **options)


def shape_cases(route, fields):
    """The route's good request in other shapes."""
    def raw(text, headers=None):
        return lambda values: Request(route.method, route.filled(values), raw=text,
                                      headers=headers or {"Content-Type": "application/json"})

    def typed(kind):
        headers = {"Content-Type": kind} if kind else {}
        return lambda values: request_of(route, values, as_body=True, headers=headers)

    yield "prefix ajax-api", lambda values: request_of(route, values, prefix="/ajax-api")
    yield "unknown field", lambda values: request_of(route, values, more={"no_such_field": "x"})
    yield "trailing slash", lambda values: Request(route.method, route.filled(values) + "/", body={})
    yield "no body", lambda values: Request(route.method, route.filled(values))
    yield "method HEAD", lambda values: Request("HEAD", route.filled(values))
    yield "method OPTIONS", lambda values: Request("OPTIONS", route.filled(values))
    yield "method PUT", lambda values: Request("PUT", route.filled(values), body={})
    other = "POST" if route.method == "GET" else "GET"
    yield f"method {other}", lambda values: Request(other, route.filled(values), body={})
    for case, text in {"empty object": "{}", "array": "[]", "null body": "null", "number body": "5",
                       "string body": '"x"', "bad JSON": '{"a":', "trailing text": "{} x", "text": "hello",
                       "two objects": "{}{}", "nested 200": "[" * 200 + "]" * 200,
                       "single quotes": "{'a': 1}", "comment": "{/**/}", "trailing comma": '{"a": 1,}'}.items():
        yield f"body is {case}", raw(text)
    yield "body is not UTF-8", raw(b'{"a": "\xff"}')
    yield "body with BOM", raw(b"\xef\xbb\xbf{}")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/json; charset=utf-8",
                 "application/json;charset=latin1", "APPLICATION/JSON", "application/vnd.api+json",
                 "application/jsonx"):
        yield f"content type {kind or 'absent'}", typed(kind)
    if fields:
        yield "query instead of body" if route.method != "GET" else "query and body", lambda values: Request(
            route.method, route.filled(values),
            [pair for pair in pairs(plain(values)) if pair[0] not in route.path_names],
            body={} if route.method != "GET" else values)
    yield "body is doubly encoded", lambda values: Request(
        route.method, route.filled(values), body=Encoded(values))


def plain(values):
    """The values that a query can hold."""
    return {key: value for key, value in values.items() if not isinstance(value, dict)
            and not (isinstance(value, list) and any(isinstance(item, dict) for item in value))}
