# Assay: `assay run` as its users meet it: options, settings, reports, exit codes.
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import re
import tempfile
import unittest

import dist
from cli_case import CommandLineCase, setUpModule  # noqa: F401


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
        for place in ("/proc/report.html", ".", "/"):
            with self.subTest(place=place):
                done = self.load("-t", "1", "--html", place)
                self.assertEqual(done.returncode, 2)
                self.assertIn(f"'{place}'", done.stderr)
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

    def test_nothing_in_an_error_commands_the_terminal(self):
        file = self.file("bad.toml", '"\\u001b[31m\\u009b2J" = 1\n')
        for arguments in (["\x1b[31mhello"], ["hello", "-u", "\x1b[31m"], ["hello", "--config", file]):
            with self.subTest(arguments=arguments):
                self.assertNotRegex(self.refused(*arguments), "[\x00-\x09\x0b-\x1f\x7f-\x9f]")

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


if __name__ == "__main__":
    unittest.main()
