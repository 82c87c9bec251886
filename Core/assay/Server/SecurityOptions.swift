// Assay: whom the server answers.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// MLflow's options of security, and one of ours.
struct SecurityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Host headers that are served, separated by commas, with '*' as a wildcard (default: this machine and \
            private networks).
            """, valueName: "hosts"))
    var allowedHosts: String?

    @Option(
        help: ArgumentHelp(
            "Origins whose web pages may use the server, separated by commas (default: this machine).",
            valueName: "origins"))
    var corsAllowedOrigins: String?

    @Option(help: ArgumentHelp("X-Frame-Options: SAMEORIGIN (default), DENY or NONE.", valueName: "value"))
    var xFrameOptions: String?

    @Flag(help: "DANGEROUS: check neither Host nor Origin.")
    var disableSecurityMiddleware = false

    @Flag(help: "Listen on an address that others reach, without authentication.")
    var allowUnauthenticated = false
}
