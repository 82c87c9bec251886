// Assay: a plugin that keeps structs of the ABI in Swift's own collections, built against one header set or another.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// What the runtime holds for a type, asked in a way that the compiler cannot answer in advance.
@inline(never) func sizeAtRunTime<T>(_ type: T.Type) -> Int { MemoryLayout<T>.stride }

/// Fills, copies, changes and empties an array and a dictionary of `T`, and counts what came out wrong.
@inline(never) func faults<T>(_ type: T.Type, compiled: Int, make: (Int) -> T, number: (T) -> Int) -> Int {
    var faults = sizeAtRunTime(type) == compiled ? 0 : 1
    var array: [T] = []
    var dictionary: [String: T] = [:]
    var boxes: [Any] = []
    for index in 0..<500 {
        array.append(make(index))
        dictionary["key \(index)"] = make(index)
        boxes.append(make(index))
    }
    var copy = array
    copy.removeSubrange(100..<300)
    copy.insert(contentsOf: array[100..<300], at: 100)
    for index in 0..<500 {
        if number(copy[index]) != index || number(array[index]) != index { faults += 1 }
        if dictionary["key \(index)"].map(number) != index { faults += 1 }
        if (boxes[index] as? T).map(number) != index { faults += 1 }
    }
    for index in 0..<250 { dictionary["key \(index)"] = nil }
    return dictionary.count == 250 ? faults : faults + 1
}

func countFaults() -> Int {
    var count = 0
    count += faults(
        assay_version_t.self, compiled: MemoryLayout<assay_version_t>.stride,
        make: { assay_version_t(major: UInt32($0), minor: 1, patch: 2) }, number: { Int($0.major) })
    count += faults(
        assay_string_t.self, compiled: MemoryLayout<assay_string_t>.stride,
        make: { assay_string_t(data: nil, length: $0) }, number: { $0.length })
    count += faults(
        assay_error_t.self, compiled: MemoryLayout<assay_error_t>.stride,
        make: {
            var error = assay_error_t()
            error.struct_size = UInt32($0)
            return error
        }, number: { Int($0.struct_size) })
    count += faults(
        assay_descriptor_t.self, compiled: MemoryLayout<assay_descriptor_t>.stride,
        make: {
            var descriptor = assay_descriptor_t()
            descriptor.struct_size = UInt32($0)
            return descriptor
        }, number: { Int($0.struct_size) })
    #if NEXT
        count += faults(
            assay_error_2_t.self, compiled: MemoryLayout<assay_error_2_t>.stride,
            make: {
                var error = assay_error_2_t()
                error.line = UInt32($0)
                return error
            }, number: { Int($0.line) })
    #endif
    return count
}

func text(_ literal: StaticString) -> UnsafePointer<CChar>? {
    UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// The plugin's table: its `load` counts faults.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    guard let host, host.pointee.major == ASSAY_ABI_MAJOR, host.pointee.minor >= ASSAY_ABI_MINOR else { return nil }
    let plugin = UnsafeMutablePointer<assay_plugin_t>.allocate(capacity: 1)
    plugin.initialize(to: assay_plugin_t())
    plugin.pointee.struct_size = UInt32(MemoryLayout<assay_plugin_t>.size)
    plugin.pointee.abi = assay_version_t(major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH)
    plugin.pointee.id = text("assay.fixture.mixed")
    plugin.pointee.load = { _, _ in countFaults() == 0 ? .ASSAY_STATUS_OK : .ASSAY_STATUS_DATA_LOSS }
    return UnsafePointer(plugin)
}
