// Assay: tests of what a library says it provides.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Tests of the descriptors.
enum DescriptorTests {
    static let all = [
        TestCase("descriptor-ids-unique", .library, "no two components have the same id", idsUnique),
        TestCase("descriptor-consistent", .library, "descriptors are whole, and the same each time", consistent),
    ]

    private static func idsUnique(_ context: TestContext) throws(Ending) {
        var ids: [String] = []
        for descriptor in try context.library().descriptors() {
            let id = try Text.read(descriptor.pointee.id, "a component's id")
            try require(!ids.contains(id), "two components have the id '\(id)'")
            ids.append(id)
        }
    }

    private static func consistent(_ context: TestContext) throws(Ending) {
        let library = try context.library()
        let found = library.descriptors()
        guard let next = library.table.pointee.get_descriptor else { throw .failed("get_descriptor is NULL") }
        try require(next(UInt32(found.count)) == nil, "more than \(found.count) components")
        try require(next(UInt32.max) == nil, "get_descriptor gives something for index 2^32 - 1")
        if found.isEmpty { throw .warning("provides no component") }
        let before = try texts(found)
        for (index, texts) in before.enumerated() {
            try require(Text.isID(texts[0]), "id '\(texts[0])' is not lower-case labels separated by dots")
            let kind = texts[1].split(separator: "/", omittingEmptySubsequences: false)
            let isKind = kind.count == 2 && Text.isID(String(kind[0])) && UInt32(kind[1]) != nil
            try require(isKind, "\(texts[0]): kind '\(texts[1])' is not of the form 'assay.client/1'")
            let size = found[index].pointee.struct_size
            let wanted = UInt32(MemoryLayout<assay_descriptor_t>.size)
            try require(size == wanted, "\(texts[0]): assay_descriptor_t.struct_size is \(size), wanted \(wanted)")
        }
        let after = try texts(library.descriptors())
        try require(before == after, "descriptors are others the second time")
    }

    private static func texts(_ descriptors: [UnsafePointer<assay_descriptor_t>]) throws(Ending) -> [[String]] {
        var all: [[String]] = []
        for descriptor in descriptors {
            let value = descriptor.pointee
            let id = try Text.read(value.id, "a component's id")
            all.append([
                id, try Text.read(value.kind, "\(id): kind"), try Text.read(value.name, "\(id): name"),
                try Text.read(value.version, "\(id): version"),
                try Text.read(value.description, "\(id): description"),
                try Text.read(value.config_schema, "\(id): config_schema"),
            ])
        }
        return all
    }
}
