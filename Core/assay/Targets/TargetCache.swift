// Assay: compiled targets, kept between runs.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The folder of compiled targets: `$XDG_CACHE_HOME/assay/targets`, or `~/.cache/assay/targets`. Only its owner may write
/// to it, for what is in it is loaded.
struct TargetCache {
    /// The most files that are kept.
    private static let limit = 200

    private let folder: String

    /// Makes the folder when there is none.
    init() throws(CommandError) {
        func variable(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        guard let base = variable("XDG_CACHE_HOME") ?? variable("HOME").map({ "\($0)/.cache" }) else {
            throw CommandError("compiled targets need a place: set HOME or XDG_CACHE_HOME to a folder")
        }
        folder = "\(base)/assay/targets"
        for path in [base, "\(base)/assay", folder] where mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw CommandError("\(path): \(TextFile.reason())")
        }
    }

    /// Where the file with the key is, or would be.
    func file(_ key: String, _ ending: String) -> String { "\(folder)/\(key).\(ending)" }

    /// Lets `make` write `library.so` into a folder of its own and moves it to `file`, at once: of two that make the same
    /// file at the same time, the later one replaces it with an equal one.
    func make(_ file: String, _ make: (String) throws(CommandError) -> Void) throws(CommandError) {
        var template = Array("\(folder)/making-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CommandError("\(folder): \(TextFile.reason())") }
        let own = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { Self.remove(own) }
        try make(own)
        let made = "\(own)/library.so"
        chmod(made, 0o700)
        guard rename(made, file) == 0 else { throw CommandError("\(file): \(TextFile.reason())") }
        prune()
    }

    /// Removes the files that were used longest ago, beyond a number that nobody works with at a time. A process that has
    /// loaded one keeps it.
    private func prune() {
        let files = FolderListing.names(in: folder).filter { $0.hasSuffix(".so") }.map { "\(folder)/\($0)" }
        guard files.count > Self.limit else { return }
        let byUse = files.map { ($0, FileIdentity.lastUse($0)) }.sorted { $0.1 < $1.1 }
        for (file, _) in byUse.prefix(files.count - Self.limit) { unlink(file) }
    }

    private static func remove(_ folder: String) {
        for name in FolderListing.names(in: folder) { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
}
