// Assay: the sound and faulty plugins of Tests/Fixtures/Plugins.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Builds fixtures with the C compiler into a folder that nobody else can write to.
public enum FixturePlugin {
    /// The folder of the fixtures that tests share.
    public static let folder: String = TemporaryFolder.make("fixtures")

    /// Builds `name`.c into `folder`/lib`name`.so and returns its path. The first lines of a fixture may ask for another
    /// export or for linker options, as its CMakeLists.txt tells. Tests that run side by side never see half a library.
    public static func build(_ name: String, into folder: String = folder) async throws -> String {
        let source = Program.fixture("Plugins/\(name).c")
        let output = "\(folder)/lib\(name).so"
        if FileManager.default.fileExists(atPath: output) { return output }
        let draft = "\(folder)/\(UUID().uuidString)"
        let text = try String(contentsOfFile: source, encoding: .utf8)
        let map = "\(draft).map"
        let symbol = value("// export: ", in: text) ?? "assay_plugin_entry"
        let exports = symbol == "none" ? "" : "global: \(symbol);"
        try "{ \(exports) local: *; };".write(toFile: map, atomically: false, encoding: .utf8)
        let include = Program.project.appending(path: "Core/CAssay/include").path
        let options = value("// link: ", in: text)?.split(separator: " ").map(String.init) ?? []
        let compiled = try await Program.run(
            "/usr/bin/cc",
            [
                "-shared", "-fPIC", "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-I", include, source, "-o", draft,
                "-Wl,--version-script=\(map)",
            ] + options)
        try FileManager.default.removeItem(atPath: map)
        guard compiled.exitCode == 0, rename(draft, output) == 0 else {
            throw Program.Failed(program: "cc for \(name)", exitCode: compiled.exitCode)
        }
        return output
    }

    private static func value(_ key: String, in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
    }
}
