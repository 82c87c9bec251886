# Assay: `assay run` as its users meet it: options, settings, targets, signals, keys, exit codes.
# SPDX-License-Identifier: Apache-2.0
import http.server
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import tempfile
import termios
import threading
import time
import unittest

import dist

SCENARIO = """
import AssayKit

final class Fast: HTTPUser, User {
    static let waitTime = WaitTime.constant(0.05)
    static var tasks: TaskList<Fast> {
        task("front", weight: 3) { try await $0.http.get("/") }.tags("front")
        task("other") { try await $0.http.get("/other") }
    }
}

final class Failing: HTTPUser, User {
    static let waitTime = WaitTime.constant(0.05)
    static var tasks: TaskList<Failing> { task("missing") { try await $0.http.get("/missing") } }
}

final class Slow: HTTPUser, User {
    static var tasks: TaskList<Slow> { task("slow") { try await $0.http.get("/slow") } }
}
"""

# The longest that a run of these tests may take, on a busy machine.
PATIENCE = 60


class Target(http.server.ThreadingHTTPServer):
    """Counts what it is asked for; /slow answers when `release` is set."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self):
        self.paths = []
        self.waiting = 0
        self.most_waiting = 0
        self.lock = threading.Lock()
        self.release = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that goes away is what some tests are about."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        server = self.server
        with server.lock:
            server.paths.append(self.path)
            server.waiting += self.path == "/slow"
            server.most_waiting = max(server.most_waiting, server.waiting)
        if self.path == "/slow":
            server.release.wait(PATIENCE)
            with server.lock:
                server.waiting -= 1
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *arguments):
        pass


def wait_until(condition):
    """Whether the condition came true in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def setUpModule():
    """One folder, so that the scenario is compiled once."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-cli-"))
    unittest.addModuleCleanup(shutil.rmtree, folder)
    (folder / "load.swift").write_text(SCENARIO)
    CommandLineCase.folder = folder
    CommandLineCase.environment = {
        # Whether the machine is busy is not what these tests are about.
        "ASSAY_MAX_DISPATCH_DELAY": "1m", "ASSAY_MAX_LOOP_LAG": "1m",
        **{name: value for name, value in os.environ.items() if not name.startswith("ASSAY_") or "PATH" in name},
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


class CommandLineCase(unittest.TestCase):
    def setUp(self):
        self.target = Target()
        self.addCleanup(self.target.server_close)
        self.addCleanup(self.target.shutdown)
        self.addCleanup(self.target.release.set)

    def assay(self, *arguments, environment=None, cwd=None):
        return dist.run(
            dist.ASSAY, *arguments, seconds=PATIENCE, cwd=cwd or self.folder,
            env={**self.environment, **(environment or {})})

    def load(self, *arguments, **options):
        """Runs the scenario against the server."""
        return self.assay("run", "load.swift", "-H", self.target.url, "--headless", *arguments, **options)

    def start(self, *arguments, **options):
        process = subprocess.Popen(
            [dist.ASSAY, "run", "load.swift", "-H", self.target.url, "--headless", *arguments], cwd=self.folder,
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        self.addCleanup(path.unlink)
        return path


def totals(output):
    """Requests, failures and interrupted of the last table."""
    rows = re.findall(r"Aggregated\s+(\d+)\s+(\d+)\(", output)
    return tuple(int(number) for number in rows[-1]) if rows else None


class RunTests(CommandLineCase):
    def test_a_run_counts_what_the_server_saw(self):
        done = self.load("-u", "5", "-r", "50", "-t", "2", "-s", "10", "--user-classes", "Fast")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(len(self.target.paths), 50)
        self.assertEqual(totals(done.stdout + done.stderr), (len(self.target.paths), 0))

    def test_tags_choose_tasks(self):
        self.load("-t", "1", "--user-classes", "Fast", "-T", "front")
        self.assertEqual(set(self.target.paths), {"/"})
        self.target.paths.clear()
        self.load("-t", "1", "--user-classes", "Fast", "-E", "front")
        self.assertEqual(set(self.target.paths), {"/other"})

    def test_failures_decide_the_exit_code(self):
        arguments = ("-t", "1", "--user-classes", "Failing")
        self.assertEqual(self.load(*arguments).returncode, 1)
        self.assertEqual(self.load(*arguments, "--exit-code-on-error", "7").returncode, 7)
        self.assertEqual(self.load(*arguments, "--exit-code-on-error", "0").returncode, 0)

    def test_a_threshold_that_fails(self):
        arguments = ("-t", "1", "--user-classes", "Failing")
        self.assertEqual(self.load(*arguments, "--threshold", "http_req_failed rate<0.5").returncode, 99)
        self.assertEqual(self.load(*arguments, "--threshold", "http_reqs count>0").returncode, 1)
        wrong = self.load(*arguments, "--threshold", "http_reqs is fine")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("http_reqs is fine", wrong.stderr)

    def test_an_arrival_rate_starts_exactly_so_many(self):
        done = self.load("--arrival-rate", "40/s for 2s", "-s", "10", "--user-classes", "Fast")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.target.paths), 80)

    def test_stages_end_the_run(self):
        stages = {"stages": [{"duration": 2, "users": 4, "spawn_rate": 100}]}
        done = self.load("--shape", f"assay.shape.stages={json.dumps(stages)}", "--user-classes", "Fast")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(len(self.target.paths), 20)


class ReportTests(CommandLineCase):
    def test_every_report_is_written(self):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        done = self.load("-u", "2", "-r", "1", "-t", "2", "-s", "10", "--user-classes", "Fast", "--only-summary",
                         "--csv", folder / "x", "--csv-full-history", "--html", folder / "r_{u}_{r}_{t}.html",
                         "--json-file", folder / "all", "--prometheus", folder / "m.prom", "--event-log",
                         folder / "e.jsonl", "--profile", "Night & day", "--json", "--json-format", "locust")
        self.assertEqual(done.returncode, 0, done.stderr)
        names = {path.name for path in folder.iterdir()}
        self.assertLessEqual({"x_stats.csv", "x_stats_history.csv", "r_2_1_2.html", "all.json", "m.prom", "e.jsonl"},
                             names)
        self.assertIn("Night &amp; day", (folder / "r_2_1_2.html").read_text())
        counts = {entry["name"]: entry["num_requests"] for entry in json.loads(done.stdout)}
        self.assertEqual(sum(counts.values()), len(self.target.paths))

    def test_a_report_that_cannot_be_written_stops_the_run_before_it_begins(self):
        done = self.load("-t", "1", "--html", "/proc/report.html")
        self.assertEqual(done.returncode, 2)
        self.assertIn("/proc/report.html", done.stderr)
        self.assertEqual(self.target.paths, [])


class RefusalTests(CommandLineCase):
    def refused(self, *arguments, environment=None):
        done = self.assay("run", *arguments, environment=environment)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def test_options(self):
        self.assertIn("Did you mean '--users'", self.refused("hello", "--user", "3"))
        self.assertIn("not there yet", self.refused("hello", "--master"))
        self.assertIn("'many'", self.refused("hello", "-u", "many"))
        self.assertIn("such as 20, 90s", self.refused("hello", "-t", "soon"))

    def test_targets(self):
        self.assertIn("no target", self.refused())
        self.assertIn("did you mean 'hello'", self.refused("helo"))
        self.assertIn("no such file", self.refused("absent.swift"))
        self.assertIn("distributed runs are not there yet", self.refused("locustfile.py"))
        self.assertIn("absent.so", self.refused("absent.so"))

    def test_a_component_that_is_not_there(self):
        self.assertIn("no.such.shape", self.refused("hello", "--shape", "no.such.shape"))

    def test_versions(self):
        for arguments in (["-V"], ["--version"], ["run", "-V"]):
            done = self.assay(*arguments)
            self.assertEqual((done.returncode, done.stdout.strip()), (0, dist.version()))


class ListingTests(CommandLineCase):
    def test_user_classes_and_ratios(self):
        self.assertEqual(self.load("--list").stdout.split(), ["Available", "Users:", "Failing", "Fast", "Slow"])
        self.assertIn("75.0% front", self.load("--show-task-ratio").stdout)
        ratios = json.loads(self.load("--show-task-ratio-json").stdout)
        self.assertAlmostEqual(ratios["per_class"]["Fast"]["tasks"]["front"]["ratio"], 0.75)
        self.assertEqual(self.target.paths, [])


class SettingsTests(CommandLineCase):
    def test_toml_in_the_working_folder(self):
        self.file("assay.toml", 'targets = ["load.swift"]\nrun-time = 1\nonly-summary = true\n[run]\n'
                                f'host = "{self.target.url}"\nuser-classes = ["Failing"]\n')
        self.assertEqual(self.assay("run").returncode, 1)
        self.assertEqual(self.assay("run", environment={"ASSAY_EXIT_CODE_ON_ERROR": "5"}).returncode, 5)
        both = self.assay("run", "--exit-code-on-error", "6", environment={"ASSAY_EXIT_CODE_ON_ERROR": "5"})
        self.assertEqual(both.returncode, 6)

    def test_yaml_by_name(self):
        path = self.file("soak.yml", f"targets: [load.swift]\nrun-time: 1s\nhost: {self.target.url}\ntags:\n  - front\n"
                                     "user-classes: Fast\n")
        done = self.assay("run", "--config", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(self.target.paths), {"/"})

    def test_errors_name_file_line_and_near_keys(self):
        self.file("assay.toml", '# a run\nspawn_rate = 3\n')
        done = self.assay("run", "hello")
        self.assertEqual(done.returncode, 2)
        self.assertIn("assay.toml:2: spawn_rate: no such option: did you mean 'spawn-rate'?", done.stderr)

    def test_syntax_errors_name_file_and_line(self):
        for name, text in (("a.toml", "users = 1\nhost = \n"), ("a.yaml", "users: 1\nhost: [\n")):
            done = self.assay("run", "hello", "--config", self.file(name, text))
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, rf"{name}: .*line \d")

    def test_files_that_cannot_be_read(self):
        self.assertIn("no such file", self.assay("run", "hello", "--config", "absent.toml").stderr)
        done = self.assay("run", "hello", "--config", self.file("settings.ini", "users=1\n"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("no plugin reads .ini files", done.stderr)


class SignalTests(CommandLineCase):
    def ended_by(self, number, code):
        process = self.start("--user-classes", "Fast", "-u", "3", "-r", "100")
        self.assertTrue(wait_until(lambda: len(self.target.paths) > 5))
        process.send_signal(number)
        output, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, code, errors)
        self.assertIn("Aggregated", output + errors)

    def test_control_c_ends_with_a_report(self):
        self.ended_by(signal.SIGINT, 130)

    def test_sigterm_ends_with_a_report(self):
        self.ended_by(signal.SIGTERM, 143)

    def test_a_second_signal_does_not_wait_for_tasks(self):
        process = self.start("--user-classes", "Slow", "-s", "10m")
        self.assertTrue(wait_until(lambda: self.target.waiting == 1))
        process.send_signal(signal.SIGINT)
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 130, errors)


class KeyTests(CommandLineCase):
    def test_keys_change_the_users_and_the_terminal_gets_its_mode_back(self):
        controller, terminal = pty.openpty()
        self.addCleanup(os.close, controller)
        self.addCleanup(os.close, terminal)
        before = termios.tcgetattr(terminal)
        process = subprocess.Popen(
            ["setsid", "--ctty", "--wait", dist.ASSAY, "run", "load.swift", "-H", self.target.url, "--headless",
             "--user-classes", "Slow"], cwd=self.folder, env=self.environment, stdin=terminal, stdout=terminal,
            stderr=terminal)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        drain = threading.Thread(target=self.drain, args=(controller, process), daemon=True)
        drain.start()
        self.assertTrue(wait_until(lambda: self.target.waiting == 1))
        self.assertNotEqual(termios.tcgetattr(terminal), before)
        os.write(controller, b"w")
        self.assertTrue(wait_until(lambda: self.target.waiting == 2))
        os.write(controller, b"W")
        self.assertTrue(wait_until(lambda: self.target.waiting == 12))
        # Ctrl-C from the keyboard.
        os.write(controller, b"\x03")
        self.assertEqual(process.wait(PATIENCE), 130)
        self.assertEqual(termios.tcgetattr(terminal), before)

    @staticmethod
    def drain(controller, process):
        while process.poll() is None:
            if select.select([controller], [], [], 0.1)[0]:
                os.read(controller, 65536)


class SwiftTargetTests(CommandLineCase):
    def setUp(self):
        super().setUp()
        compiler = shutil.which("swiftc")
        if compiler is None:
            self.skipTest("no swiftc")
        # Stands in front of the compiler and notes each compilation.
        self.tools = self.folder / "tools"
        self.tools.mkdir(exist_ok=True)
        self.log = self.folder / "compilations"
        self.log.write_text("")
        wrapper = self.tools / "swiftc"
        if not wrapper.exists():
            wrapper.write_text(f'#!/bin/sh\ncase "$*" in *-emit-library*) echo x >> {self.log};; esac\n'
                               f'exec {compiler} "$@"\n')
            wrapper.chmod(0o755)
        self.environment = {**self.environment, "PATH": f"{self.tools}:{os.environ['PATH']}",
                            "XDG_CACHE_HOME": tempfile.mkdtemp(dir=self.folder)}

    def compilations(self):
        return len(self.log.read_text().split())

    def test_the_second_start_compiles_nothing_and_a_change_does(self):
        self.assertEqual(self.load("--list").returncode, 0)
        self.assertEqual(self.load("--list").returncode, 0)
        self.assertEqual(self.compilations(), 1)
        path = self.file("changed.swift", SCENARIO.replace("class Slow", "class Slower").replace("<Slow>", "<Slower>"))
        done = self.assay("run", path, "--list")
        self.assertIn("Slower", done.stdout)
        self.assertEqual(self.compilations(), 2)

    def test_the_library_is_a_target_too(self):
        self.load("--list")
        library, = pathlib.Path(self.environment["XDG_CACHE_HOME"]).rglob("*.so")
        self.assertIn("Failing", self.assay("run", library, "--list").stdout)

    def test_errors_are_shown_with_their_line(self):
        path = self.file("wrong.swift", SCENARIO.replace("WaitTime.constant(0.05)", "WaitTime.never"))
        done = self.assay("run", path, "--list")
        self.assertEqual(done.returncode, 2)
        self.assertIn("wrong.swift:5:", done.stderr)
        self.assertIn("static let waitTime = WaitTime.never", done.stderr)
        self.assertEqual(list(pathlib.Path(self.environment["XDG_CACHE_HOME"]).glob("assay/targets/*")), [])

    def test_starts_at_the_same_time_all_run(self):
        processes = [self.start("--list") for _ in range(3)]
        for process in processes:
            output, errors = process.communicate(timeout=PATIENCE * 3)
            self.assertEqual(process.returncode, 0, errors)
            self.assertIn("Fast", output)
        files = list(pathlib.Path(self.environment["XDG_CACHE_HOME"]).glob("assay/targets/*"))
        self.assertEqual(len(files), 1)

    def test_without_a_compiler_it_says_how_to_get_one(self):
        done = self.load("--list", environment={"PATH": "/usr/bin:/bin"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("https://swift.org/install", done.stderr)

    def test_a_file_without_users_says_what_is_wanted(self):
        done = self.assay("run", self.file("empty.swift", "import AssayKit\n"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("no class that conforms to User", done.stderr)


if __name__ == "__main__":
    unittest.main()
