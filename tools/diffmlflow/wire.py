# Assay: one of the two servers as the harness sees it: a connection that is kept, and its answers.
# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import urllib.parse


class Answer:
    """What a server answered: `value` is the JSON of the body, or Answer.NO_JSON."""

    NO_JSON = object()

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.value = Answer.NO_JSON
        if "json" in headers.get("content-type", ""):
            try:
                self.value = json.loads(body)
            except ValueError:
                pass

    @property
    def text(self):
        return self.body.decode("utf-8", "backslashreplace")

    def at(self, path):
        """The value at a dotted path, None when there is none."""
        value = self.value
        for step in path.split("."):
            if isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            elif isinstance(value, dict) and step in value:
                value = value[step]
            else:
                return None
        return value

    def brief(self, limit=600):
        text = self.text if len(self.text) <= limit else self.text[:limit] + " …"
        return f"{self.status} {text}"


class Side:
    """A server: its name, base URL, and the texts (its folder, its URL) that only it has."""

    def __init__(self, name, url, own_texts=()):
        parts = urllib.parse.urlsplit(url)
        self.name, self.url, self.prefix = name, url.rstrip("/"), parts.path.rstrip("/")
        self.own_texts = [(self.url, "<server>"), (f"{parts.hostname}:{parts.port}", "<server>"), *own_texts]
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=60)
        self.pending = None

    def send(self, method, target, headers, content):
        """Sends a request; its answer is for receive()."""
        self.pending = (method, self.prefix + target, content, headers)
        try:
            self.connection.request(method, self.prefix + target, content, headers)
        except OSError:
            self.connection.close()

    def receive(self):
        for attempt in (0, 1):
            try:
                if attempt or self.connection.sock is None:
                    self.connection.request(*self.pending)
                response = self.connection.getresponse()
                headers = {}
                for key, value in response.getheaders():
                    key = key.lower()
                    headers[key] = f"{headers[key]}, {value}" if key in headers else value
                return Answer(response.status, headers, response.read())
            except (OSError, http.client.HTTPException) as error:
                # A kept connection may have been closed meanwhile: once more on a new one.
                self.connection.close()
                failure = error
        return Answer(0, {}, f"no answer: {type(failure).__name__}: {failure}".encode())
