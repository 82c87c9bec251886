// Assay: tests of create and get_extension.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Tests of how a library answers ids that it does not have.
enum CreateTests {
    static let all = [
        TestCase("create-unknown-id", .library, "an unknown component gives NOT_FOUND", unknownID),
        TestCase("create-id-trailing-garbage", .library, "an id with something behind it is unknown", trailingGarbage),
        TestCase("get-extension-unknown", .component, "an unknown extension gives NULL", unknownExtension),
    ]

    private static func unknownID(_ context: TestContext) throws(Ending) {
        for id in ["org.example.assay-validate.none", "", "."] { try expectNotFound(id, context) }
    }

    private static func trailingGarbage(_ context: TestContext) throws(Ending) {
        for descriptor in try context.library().descriptors() {
            let id = try Text.read(descriptor.pointee.id, "a component's id")
            let ids = try context.library().descriptors().compactMap { $0.pointee.id.map { String(cString: $0) } }
            let garbage = ["x", ".x", "/1", " ", "\n"].map { id + $0 } + [String(id.dropLast())]
            for other in garbage where !ids.contains(other) { try expectNotFound(other, context) }
        }
    }

    private static func expectNotFound(_ id: String, _ context: TestContext) throws(Ending) {
        let made = try context.create(id, config: "{}")
        if made.status == .ASSAY_STATUS_OK { throw .failed("create makes a component for the id '\(id)'") }
        try require(
            made.status == .ASSAY_STATUS_NOT_FOUND,
            "create of '\(id)' gives status \(made.status.rawValue), wanted NOT_FOUND (5)")
    }

    private static func unknownExtension(_ context: TestContext) throws(Ending) {
        let kind = try Text.read(try context.descriptor().pointee.kind, "kind")
        let component = try context.make()
        for id in ["org.example.none/1", "", kind + "0", kind + " ", String(kind.dropLast())] {
            let answer = component.pointee.get_extension?(component, id)
            try require(answer == nil, "get_extension gives something for '\(id)'")
        }
        try require(component.pointee.get_extension?(component, kind) != nil, "get_extension gives NULL for '\(kind)'")
        context.destroy(component)
    }
}
