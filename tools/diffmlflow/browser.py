# Assay: a Chromium that tests drive, and what its page asks of the network.
# SPDX-License-Identifier: Apache-2.0
"""Speaks the DevTools protocol over two pipes: JSON texts, each ended by a NUL."""
import base64
import contextlib
import itertools
import json
import os
import pathlib
import queue
import shutil
import subprocess
import tempfile
import threading
import time

PROGRAM = shutil.which("chromium")
#: Longer than a page takes on a machine that has other work.
SECONDS = 60
#: Without the browser's own requests, its first-run pages and its sandbox, which does not work for root.
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
           "--disable-default-apps", "--mute-audio", "--window-size=1600,1200", "--remote-debugging-pipe")


class Browser:
    """A Chromium without a window, with a profile of its own."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="assay-chromium-")
        ours_in, its_out = os.pipe()
        its_in, ours_out = os.pipe()
        # It reads from descriptor 3 and writes to 4.
        moved = "exec 3<&$1 4>&$2; shift 2; exec \"$@\""
        self.process = subprocess.Popen(
            ["bash", "-c", moved, "bash", str(its_in), str(its_out), PROGRAM, *OPTIONS,
             f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(its_in, its_out), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(its_in)
        os.close(its_out)
        self.reader, self.writer = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self.numbers, self.answers, self.pages = itertools.count(1), {}, {}
        threading.Thread(target=self._read, daemon=True).start()

    def page(self):
        """A new page."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self.pages[session] = Page(self, session)
        page.open()
        return page

    def call(self, method, session=None, **parameters):
        """What the browser answers to a command."""
        reply = self.send(method, session, **parameters).get(timeout=SECONDS)
        if "error" in reply:
            raise RuntimeError(f"{method}: {reply['error']['message']}")
        return reply["result"]

    def send(self, method, session=None, **parameters):
        """Sends a command; the queue that its answer will come in."""
        number = next(self.numbers)
        answer = self.answers[number] = queue.Queue(1)
        message = {"id": number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        self.writer.write(json.dumps(message).encode() + b"\0")
        self.writer.flush()
        return answer

    def _read(self):
        rest = b""
        while chunk := self.reader.read1(1 << 16):
            *texts, rest = (rest + chunk).split(b"\0")
            for text in texts:
                message = json.loads(text)
                if "id" in message:
                    self.answers.pop(message["id"]).put(message)
                elif page := self.pages.get(message.get("sessionId")):
                    page.notice(message["method"], message["params"])

    def close(self):
        with contextlib.suppress(OSError):
            self.writer.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


class Request:
    """A request of a page, and its answer."""

    def __init__(self, parameters):
        request = parameters["request"]
        self.method, self.url, self.body = request["method"], request["url"], request.get("postData")
        self.status, self.type, self.failure, self.is_over, self._answer = None, "", None, False, None

    @property
    def answer(self):
        """The text of the answer; None when the browser has not kept it."""
        if isinstance(self._answer, queue.Queue):
            reply = self._answer.get(timeout=SECONDS).get("result")
            self._answer = reply and (base64.b64decode(reply["body"]).decode("latin-1") if reply["base64Encoded"]
                                      else reply["body"])
        return self._answer

    def __repr__(self):
        return f"{self.method} {self.url} {self.status or self.failure or 'pending'}"


class Page:
    """A page of a browser."""

    def __init__(self, browser, session):
        self.browser, self.session = browser, session
        self.requests, self.complaints, self._by_id = [], [], {}

    def open(self):
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def notice(self, event, parameters):
        """Takes an event; on the thread that reads."""
        if event == "Network.requestWillBeSent":
            request = self._by_id[parameters["requestId"]] = Request(parameters)
            self.requests.append(request)
        elif event == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "assert"):
            texts = (str(item.get("value", item.get("description", ""))) for item in parameters["args"])
            self.complaints.append("console: " + " ".join(texts))
        elif event == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.complaints.append("exception: " + details.get("exception", {}).get("description", details["text"]))
        elif event == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            entry = parameters["entry"]
            self.complaints.append(f"log: {entry['text']} {entry.get('url', '')}")
        elif request := self._by_id.get(parameters.get("requestId")):
            self._answered(event, parameters, request)

    def _answered(self, event, parameters, request):
        if event == "Network.responseReceived":
            request.status, request.type = parameters["response"]["status"], parameters["response"]["mimeType"]
        elif event == "Network.loadingFailed":
            request.failure, request.is_over = parameters["errorText"], True
        elif event == "Network.loadingFinished":
            request._answer = self.browser.send("Network.getResponseBody", self.session,
                                                requestId=parameters["requestId"])
            request.is_over = True

    def go(self, url):
        self.call("Page.navigate", url=url)

    def evaluate(self, script):
        """The value of a JavaScript expression."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description", script))
        return result["result"].get("value")

    def text(self):
        """What the page shows."""
        return self.evaluate("document.body ? document.body.innerText : ''") or ""

    def wait(self, condition, what, seconds=SECONDS):
        """Returns what `condition()` gives once that is true."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if value := condition():
                return value
            time.sleep(0.05)
        raise AssertionError(f"the page does not show {what}; it shows:\n{self.text()[:2000]}")

    def wait_for(self, *texts):
        """Returns once the page shows all of the texts."""
        for text in texts:
            self.wait(lambda text=text: text in self.text(), repr(text))

    def wait_until_quiet(self):
        """Returns once no request of the page is open, at two moments a little apart."""
        self.wait(lambda: self._is_quiet() and (time.sleep(0.3) or self._is_quiet()), "the end of its requests")

    def wait_until_still(self, seconds=1.5):
        """Returns once the page has asked and shown nothing new for so long."""
        before, since = None, time.monotonic()

        def is_still():
            nonlocal before, since
            now = len(self.requests), self._is_quiet(), self.text()
            if now != before:
                before, since = now, time.monotonic()
            return now[1] and time.monotonic() - since >= seconds
        self.wait(is_still, "a page that stands still")

    def _is_quiet(self):
        # The script of a worker ends in a session of the worker's own.
        return all(request.is_over or request.url.endswith(".worker.js") for request in list(self.requests))

    def click(self, text, selector="button, a, [role=tab], [role=button], [role=treeitem], span, div"):
        """Clicks the innermost element that shows exactly this text."""
        script = ("(() => { const all = [...document.querySelectorAll(%s)].filter(e => e.innerText?.trim() === %s && "
                  "e.getClientRects().length); const found = all.at(-1); found?.click(); return !!found; })()")
        self.wait(lambda: self.evaluate(script % (json.dumps(selector), json.dumps(text))), f"{text!r} to click")

    def type_into(self, selector, text):
        """Types a text into a field."""
        focus = f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e?.focus(); return !!e; }})()"
        self.wait(lambda: self.evaluate(focus), f"a field {selector!r}")
        self.call("Input.insertText", text=text)

    def screenshot(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))
