// Assay: tests of declaring hooks.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

@Suite struct HookDeclarationTests {
    @Test func aHookIsFoundAndDescribed() throws {
        try withHost { host in
            let hook = try host.declareSample()
            let again = try host.declareSample()
            #expect(hook == again)
            var found = ASSAY_HOOK_NONE
            #expect(host.hooks.resolve(host.host, "com.example.sample", &found) == .ASSAY_STATUS_OK)
            #expect(found == hook)
            #expect(host.hooks.resolve(host.host, "com.example.other", &found) == .ASSAY_STATUS_NOT_FOUND)
            let declaration = try #require(host.hooks.describe(host.host, hook)).pointee
            #expect(String(cString: declaration.name) == "com.example.sample")
            #expect(declaration.fieldTable.map(\.nameText) == SampleEvent.fields.map(\.0))
            #expect(host.hooks.describe(host.host, hook + 1) == nil)
        }
    }

    @Test func anotherDeclarationOfTheSameNameIsRefused() throws {
        try withHost { host in
            _ = try host.declareSample()
            var error = assay_error_t()
            let result = host.declare(error: &error) { fields, _ in fields[3].type = .ASSAY_FIELD_UINT32 }
            #expect(result.status == .ASSAY_STATUS_ALREADY_EXISTS)
            #expect(text(error).contains("'com.example.sample' is declared already, with other fields"))
        }
    }

    @Test func flawsAreNamed() throws {
        try withHost { host in
            var error = assay_error_t()
            func refuse(_ expected: String, _ change: (inout [assay_field_t], inout assay_hook_declaration_t) -> Void) {
                let result = host.declare("com.example.flawed", error: &error, change)
                #expect(result.status == .ASSAY_STATUS_INVALID_ARGUMENT)
                #expect(text(error).contains(expected), "\(text(error))")
            }
            refuse("event_size is 8") { _, declaration in declaration.event_size = 8 }
            refuse("field 'time' does not fit") { fields, _ in fields[7].offset = 4096 }
            refuse("field 'time' does not fit") { fields, _ in fields[7].offset = 36 }
            refuse("field 'time' does not fit") { fields, _ in fields[7].offset = .max - 7 }
            refuse("field 'text' has its length outside") { fields, _ in fields[0].length_offset = .max - 3 }
            refuse("field 'small' stands there twice") { fields, _ in fields[4].name = fields[3].name }
            refuse("has no name") { fields, _ in fields[4].name = nil }
            refuse("needs a name") { _, declaration in declaration.name = nil }
            refuse("at most 256 fields") { _, declaration in declaration.field_count = 257 }
        }
    }

    @Test func thereIsAMostOfHooks() throws {
        try withHost { host in
            for index in 0..<HookSlot.capacity { _ = try host.declareSample("com.example.h\(index)") }
            var error = assay_error_t()
            let result = host.declare("com.example.more", error: &error)
            #expect(result.status == .ASSAY_STATUS_RESOURCE_EXHAUSTED)
            #expect(try host.declareSample("com.example.h7") == 7)
        }
    }
}
