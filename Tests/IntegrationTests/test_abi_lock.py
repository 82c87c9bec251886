# Assay: tools/abi-lock sees every kind of change to a published struct, on a copy of the headers.
# SPDX-License-Identifier: Apache-2.0
import pathlib
import shutil
import tempfile
import unittest

import dist


class AbiLockTests(unittest.TestCase):
    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-abi-"))
        self.addCleanup(shutil.rmtree, folder)
        self.include = folder / "include"
        shutil.copytree(dist.ROOT / "Core/CAssay/include", self.include)

    def lock(self, header=None, old=None, new=None):
        """Runs abi-lock on the headers, with one place changed."""
        if header:
            file = self.include / "assay" / header
            text = file.read_text()
            self.assertIn(old, text)
            file.write_text(text.replace(old, new, 1))
        return dist.run(dist.ROOT / "tools/abi-lock", "--include", self.include)

    def assert_refused(self, result, words):
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertIn(words, result.stderr)

    def test_unchanged_headers_pass(self):
        result = self.lock()
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_a_member_at_the_end_is_refused(self):
        result = self.lock("host.h", "} assay_host_t;", "    void *more;\n} assay_host_t;")
        self.assert_refused(result, "struct assay_host: has new '48 8 more: void *'")

    def test_another_order_is_refused(self):
        result = self.lock("types.h", "    const char *data;\n    size_t length;", "    size_t length;\n    const char *data;")
        self.assert_refused(result, "struct assay_string: no longer has '0 8 data: const char *'")

    def test_another_parameter_is_refused(self):
        result = self.lock("component.h", "void (*stop)(const struct assay_component *component);",
                           "void (*stop)(const struct assay_component *component, int now);")
        self.assert_refused(result, "struct assay_component: no longer has '32 8 stop")

    def test_another_name_is_refused(self):
        result = self.lock("version.h", "uint32_t patch;", "uint32_t revision;")
        self.assert_refused(result, "struct assay_version: no longer has '8 4 patch: uint32_t'")

    def test_another_unit_behind_a_typedef_is_refused(self):
        result = self.lock("types.h", "typedef int64_t assay_time_t;", "typedef double assay_time_t;")
        self.assert_refused(result, "typedef assay_time_t: no longer has 'int64_t'")

    def test_another_number_of_a_constant_is_refused(self):
        result = self.lock("status.h", "ASSAY_STATUS_ABORTED = 10", "ASSAY_STATUS_ABORTED = 17")
        self.assert_refused(result, "enum assay_status: no longer has '10 ASSAY_STATUS_ABORTED'")

    def test_a_new_struct_wants_an_update(self):
        result = self.lock("host.h", "#endif\n", "typedef struct assay_host_2 { int x; } assay_host_2_t;\n#endif\n")
        self.assert_refused(result, "not in the lock: struct assay_host_2")

    def test_a_changed_draft_is_told_and_passes(self):
        result = self.lock("ext/draft/log.h", "} assay_log_t;", "    void *more;\n} assay_log_t;")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("struct assay_log", result.stdout)


if __name__ == "__main__":
    unittest.main()
