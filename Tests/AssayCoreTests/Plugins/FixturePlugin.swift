// Assay: the faulty plugins of Tests/Fixtures/Plugins, built for the tests of the loader.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Builds fixtures with the C compiler into a folder that nobody else can write to.
enum FixturePlugin {
    /// The folder of the fixtures that tests share.
    static let folder: String = TemporaryFolder.make("fixtures")

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Builds `name`.c into `folder`/lib`name`.so and returns its path. The first lines of a fixture may ask for another
    /// export or for linker options, as its CMakeLists.txt tells.
    static func build(_ name: String, into folder: String = folder) throws -> String {
        let source = root.appending(path: "Tests/Fixtures/Plugins/\(name).c")
        let output = "\(folder)/lib\(name).so"
        if FileManager.default.fileExists(atPath: output) { return output }
        let draft = "\(folder)/\(UUID().uuidString)"
        let text = try String(contentsOf: source, encoding: .utf8)
        let map = "\(draft).map"
        let symbol = value("// export: ", in: text) ?? "assay_plugin_entry"
        let exports = symbol == "none" ? "" : "global: \(symbol);"
        try "{ \(exports) local: *; };".write(toFile: map, atomically: false, encoding: .utf8)
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/cc")
        compiler.arguments =
            [
                "-shared", "-fPIC", "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-I", "\(root.path)/Core/CAssay/include",
                source.path, "-o", draft, "-Wl,--version-script=\(map)",
            ] + (value("// link: ", in: text)?.split(separator: " ").map(String.init) ?? [])
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "cc failed for \(name)")
        try FileManager.default.removeItem(atPath: map)
        #expect(rename(draft, output) == 0)
        return output
    }

    private static func value(_ key: String, in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
    }
}

/// Folders for tests, readable by their owner alone.
enum TemporaryFolder {
    /// Makes an empty folder.
    static func make(_ name: String) -> String {
        let path = NSTemporaryDirectory() + "assay-\(name)-\(UUID().uuidString)"
        mkdir(path, 0o700)
        return path
    }
}
