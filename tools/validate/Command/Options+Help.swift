// Assay: the help of assay-validate.
// SPDX-License-Identifier: Apache-2.0

extension Options {
    /// What --help prints.
    static let help = """
        usage: assay-validate FILE.so [options]

        Tests a plugin's library against the headers: each test in a child process, with a host of its own.
        Exit code: 0 when nothing failed or crashed, 1 when something did, 2 for a mistake on the command line.

          --list                 name the tests and what each one looks at
          --include NAME         run this test alone; may be repeated
          --component ID         only tests of this component
          --config JSON          make components with this config, not with one made from their schema
          --beside FILE.so       offer the components of this plugin too; may be repeated: a runner needs a scenario
          --only-failed          show failures and crashes alone
          --json                 write JSON
          --in-process           no child processes: for a debugger, with --include
          --deadline SECONDS     how long one test may take (20)
          --fuzz N|Ns            N rounds, or N seconds, of random configs and calls
          --seed S               where the rounds begin (1)
          --reproduce SEED       one round again

        """
}
