// Assay: the discovery child: looks at files and says what it saw.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// What runs in the child process of discovery: opens one file after the other and writes a record for each, so that a
/// file that takes the process down is known by the record that never came.
public enum PluginScan {
    /// Where the child writes its records; standard output belongs to the plugins.
    public static let recordDescriptor: Int32 = 3

    /// Looks at `paths` and writes to `descriptor`: for each "begin" and the path, the record, "end"; at last "done".
    public static func run(paths: [String], descriptor: Int32 = recordDescriptor) {
        disarm()
        for path in paths {
            write(RecordLine(["begin", path]).bytes, to: descriptor)
            let lines = look(at: path).lines + [RecordLine(["end"])]
            write(lines.flatMap(\.bytes), to: descriptor)
        }
        write(RecordLine(["done"]).bytes, to: descriptor)
        // A plugin's destructors and exit handlers are no business of discovery.
        _exit(0)
    }

    /// Looks at one file, in this process.
    static func look(at path: String) -> PluginRecord {
        do throws(PluginLoadFailure) {
            return .success(try PluginLibrary(path: path).manifest)
        } catch {
            return .failure(error.reason)
        }
    }

    /// No core file, and an end even when the parent is gone and cannot make one.
    private static func disarm() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        alarm(120)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if count < 0 && errno == EINTR { continue }
                _exit(1)
            }
            rest = rest.dropFirst(count)
        }
    }
}
