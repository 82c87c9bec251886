// Assay: tests of C functions made at run time.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import AssayCore

@Suite struct MadeFunctionTests {
    private typealias Mixed =
        @convention(c) (
            Int32, Double, UnsafePointer<CChar>?, UInt64, Double, Int64, UInt32, UInt64, Int64
        ) -> Void

    private static let mixed: [assay_field_type_t] = [
        .ASSAY_FIELD_INT32, .ASSAY_FIELD_DOUBLE, .ASSAY_FIELD_STRING, .ASSAY_FIELD_UINT64, .ASSAY_FIELD_DOUBLE,
        .ASSAY_FIELD_INT64, .ASSAY_FIELD_UINT32, .ASSAY_FIELD_UINT64, .ASSAY_FIELD_INT64,
    ]

    private static let note: assay_trampoline_t = { record, arguments, count in
        guard let arguments else { return }
        let values = (0..<min(Int(count), mixed.count)).map { MadeFunctionTests.describe(arguments[$0], mixed[$0]) }
        Record<String>.at(record).values.append("\(count) " + values.joined(separator: " "))
    }

    private static func describe(_ argument: UnsafeRawPointer?, _ type: assay_field_type_t) -> String {
        guard let argument else { return "NULL" }
        return switch type {
        case .ASSAY_FIELD_INT32: "\(argument.load(as: Int32.self))"
        case .ASSAY_FIELD_UINT32: "\(argument.load(as: UInt32.self))"
        case .ASSAY_FIELD_INT64: "\(argument.load(as: Int64.self))"
        case .ASSAY_FIELD_UINT64: "\(argument.load(as: UInt64.self))"
        case .ASSAY_FIELD_DOUBLE: "\(argument.load(as: Double.self))"
        default: argument.load(as: UnsafePointer<CChar>?.self).map { String(cString: $0) } ?? "NULL"
        }
    }

    @Test func argumentsArriveInRegistersAndOnTheStack() throws {
        try withHost { host in
            let functions: assay_functions_t = try HostFixture.find(host.host, ASSAY_EXT_FUNCTIONS)
            let record = Record<String>()
            var made: assay_function_t?
            let count = UInt32(Self.mixed.count)
            let status = functions.make_function(
                host.host, Self.mixed, count, Self.note, record.pointer, &made, nil)
            #expect(status == .ASSAY_STATUS_OK)
            let function = unsafeBitCast(try #require(made), to: Mixed.self)
            "text".withCString { function(-1, 0.5, $0, .max, -2.25, .min, 3, 4, -5) }
            #expect(record.values == ["9 -1 0.5 text 18446744073709551615 -2.25 -9223372036854775808 3 4 -5"])
            functions.free_function(host.host, made)
            functions.free_function(host.host, made)
            functions.free_function(host.host, unsafeBitCast(Self.note, to: assay_function_t.self))
        }
    }

    @Test func aMadeFunctionListensToAHook() throws {
        try withHost { host in
            let functions: assay_functions_t = try HostFixture.find(host.host, ASSAY_EXT_FUNCTIONS)
            let record = Record<Int64>()
            let hook = try host.declareSample()
            var made: assay_function_t?
            let types: [assay_field_type_t] = [.ASSAY_FIELD_INT64]
            _ = functions.make_function(
                host.host, types, 1,
                { record, arguments, _ in
                    if let value = arguments?[0]?.load(as: Int64.self) { Record<Int64>.at(record).values.append(value) }
                }, record.pointer, &made, nil)
            "signed".withCString { name in
                let names: [UnsafePointer<CChar>?] = [name]
                #expect(
                    host.hooks.subscribe_function(
                        host.host, hook, .ASSAY_LISTEN_INLINE, names, 1, made, nil, nil) == .ASSAY_STATUS_OK)
            }
            host.emit(hook, signed: 77)
            #expect(record.values == [77])
        }
    }

    @Test func whatCannotBeMadeIsRefused() throws {
        try withHost { host in
            let functions: assay_functions_t = try HostFixture.find(host.host, ASSAY_EXT_FUNCTIONS)
            var error = assay_error_t()
            var made: assay_function_t?
            let types = [assay_field_type_t](repeating: .ASSAY_FIELD_DOUBLE, count: 17)
            #expect(
                functions.make_function(host.host, types, 17, Self.note, nil, &made, &error)
                    == .ASSAY_STATUS_INVALID_ARGUMENT)
            #expect(text(error) == "17 parameters; a function has at most 16")
            #expect(
                functions.make_function(host.host, types, 1, nil, nil, &made, &error) == .ASSAY_STATUS_INVALID_ARGUMENT)
            #expect(made == nil)
        }
    }
}
