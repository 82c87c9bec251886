// Assay: builds the faulty plugins for the validator.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Fixtures, built with the C compiler into a temporary folder.
enum FixtureFolder {
    private static let folder: URL = {
        let url = URL(filePath: NSTemporaryDirectory()).appending(path: "assay-validator-\(UUID().uuidString)")
        mkdir(url.path, 0o700)
        return url
    }()

    /// Builds `name`.c into a folder of its own, since tests that run side by side use the same fixtures, and returns the
    /// library's path.
    static func build(_ name: String) throws -> String {
        let source = Validator.root.appending(path: "Tests/Fixtures/Plugins/\(name).c")
        let place = folder.appending(path: UUID().uuidString)
        mkdir(place.path, 0o700)
        let output = place.appending(path: "lib\(name).so").path
        let map = output + ".map"
        let text = try String(contentsOf: source, encoding: .utf8)
        let symbol = value("// export: ", in: text) ?? "assay_plugin_entry"
        let exports = symbol == "none" ? "" : "global: \(symbol);"
        try "{ \(exports) local: *; };".write(toFile: map, atomically: false, encoding: .utf8)
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/cc")
        compiler.arguments =
            [
                "-shared", "-fPIC", "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-I",
                Validator.root.appending(path: "Core/CAssay/include").path, source.path, "-o", output,
                "-Wl,--version-script=\(map)",
            ] + (value("// link: ", in: text)?.split(separator: " ").map(String.init) ?? [])
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "cc failed for \(name)")
        return output
    }

    private static func value(_ key: String, in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
    }
}
