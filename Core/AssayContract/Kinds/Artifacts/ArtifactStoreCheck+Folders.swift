// Assay: checks the folders of a store of artifacts.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension ArtifactStoreCheck {
    /// Names that people and programs give, all of them allowed.
    static let names = [
        "a b", "%2e%2e", "a;b", "a#b", "a?b", "a\\b", "C:", "~", "-rf", "...", ".hidden", "\u{1}", "é", "e\u{301}",
        "日本語",
        "🙂", "مرحبا", "a\nb", "con", String(repeating: "n", count: Int(ASSAY_ARTIFACT_NAME_BYTES)),
    ]

    func checkNames() throws(Violation) {
        let folder = "\(Self.folder)/names"
        for name in Self.names { try write(Array(name.utf8), to: "\(folder)/\(name)") }
        for name in Self.names {
            try require(try read("\(folder)/\(name)") == Array(name.utf8), "the name '\(name)' is not kept as it is")
        }
        let found = try driver.succeed("list") { list(folder, "", 0, $0, $1) }.names
        let wanted = Self.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try require(
            found.map { Array($0.utf8) } == wanted.map { Array($0.utf8) },
            "a list is not in the order of the names' bytes, or not whole")
    }

    /// Pages show each entry once.
    func checkPages() throws(Violation) {
        let folder = "\(Self.folder)/names"
        let whole = try driver.succeed("list") { list(folder, "", 0, $0, $1) }
        try require(whole.nextPage.isEmpty, "a list that fits has a page after it")
        for limit in [1, 3, Self.names.count] {
            var seen: [String] = []
            var page: [UInt8] = []
            for _ in 0...Self.names.count {
                let answer = try driver.succeed("list") { call, error in
                    lend(folder) { folder in
                        page.withUnsafeBufferPointer { page in
                            driver.table.list(
                                driver.component, driver.loop, folder, Self.text(page), UInt32(limit), call, error)
                        }
                    }
                }
                try require(answer.names.count <= limit, "a page of \(limit) has \(answer.names.count) entries")
                seen += answer.names
                page = answer.nextPage
                if page.isEmpty { break }
            }
            try require(page.isEmpty && seen == whole.names, "pages of \(limit) do not show each entry once")
        }
    }

    /// Folders and artifacts are not taken for each other.
    func checkFolders() throws(Violation) {
        let folder = "\(Self.folder)/sizes"
        let refused = assay_status_t.ASSAY_STATUS_FAILED_PRECONDITION
        let info = try driver.succeed("stat of a folder") { stat(folder, $0, $1) }.info
        try require(info.is_directory == 1 && info.size == 0, "stat of a folder does not say that it is one")
        try driver.fail("open_reader of a folder", refused) { openReader(folder, 0, -1, $0, $1) }
        try driver.fail("open_writer of a folder", refused) { openWriter(folder, $0, $1) }
        try driver.fail("list of an artifact", refused) { list("\(folder)/1", "", 0, $0, $1) }
        try driver.fail("open_writer below an artifact", refused) { openWriter("\(folder)/1/below", $0, $1) }
        let root = try driver.succeed("list of the folder above") { list(Self.folder, "", 0, $0, $1) }
        guard let index = root.names.firstIndex(of: "sizes") else { throw Violation("a folder is not listed") }
        try require(root.entries[index].is_directory == 1, "a folder is listed as an artifact")
    }

    /// What the capabilities do not promise is answered by UNIMPLEMENTED.
    func checkExtras() throws(Violation) {
        let flags = driver.table.get_capabilities(driver.component)?.pointee.flags ?? 0
        let key = "\(Self.folder)/extra"
        let (table, component, loop) = (driver.table, driver.component, driver.loop)
        if flags & ASSAY_ARTIFACT_HAS_MULTIPART == 0 {
            try driver.fail("begin_multipart", .ASSAY_STATUS_UNIMPLEMENTED, canBeRefused: true) { call, error in
                lend(key) { table.begin_multipart(component, loop, $0, 2, call, error) }
            }
            try driver.fail("complete_multipart", .ASSAY_STATUS_UNIMPLEMENTED, canBeRefused: true) { call, error in
                lend(key) { table.complete_multipart(component, loop, $0, $0, nil, 0, call, error) }
            }
            try driver.fail("abort_multipart", .ASSAY_STATUS_UNIMPLEMENTED, canBeRefused: true) { call, error in
                lend(key) { table.abort_multipart(component, loop, $0, $0, call, error) }
            }
        }
        for (isWrite, flag) in [(false, ASSAY_ARTIFACT_HAS_PRESIGN_READ), (true, ASSAY_ARTIFACT_HAS_PRESIGN_WRITE)]
        where flags & flag == 0 {
            try driver.fail("presign", .ASSAY_STATUS_UNIMPLEMENTED, canBeRefused: true) { call, error in
                lend(key) { table.presign(component, loop, $0, isWrite, 60, call, error) }
            }
        }
    }

    func checkRemoval() throws(Violation) {
        let one = try driver.succeed("remove") { remove("\(Self.folder)/range", $0, $1) }
        try require(one.removedCount == 1, "remove of an artifact says that \(one.removedCount) went")
        try driver.fail("stat after remove", .ASSAY_STATUS_NOT_FOUND) { stat("\(Self.folder)/range", $0, $1) }
        let all = try driver.succeed("remove of a folder") { remove(Self.folder, $0, $1) }
        try require(
            all.removedCount >= UInt64(Self.names.count), "remove of a folder says that \(all.removedCount) went")
        try driver.fail("stat after remove", .ASSAY_STATUS_NOT_FOUND) { stat(Self.folder, $0, $1) }
    }
}
