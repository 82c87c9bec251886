// Assay: the running components that were given a name.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The components that their owners have published, by name. For the main thread.
struct InstanceBoard {
    /// The longest name, in bytes.
    static let longestName = 100

    private var components: [String: UnsafePointer<assay_component_t>] = [:]

    /// Makes a component known as `name`.
    mutating func publish(
        _ component: UnsafePointer<assay_component_t>, as name: String
    ) throws(InstanceFailure) {
        guard Self.isName(name) else { throw .badName(name) }
        guard components[name] == nil else { throw .nameInUse(name) }
        components[name] = component
    }

    /// The component known as `name`.
    func find(_ name: String) -> UnsafePointer<assay_component_t>? { components[name] }

    /// Forgets a name.
    mutating func withdraw(_ name: String) { components[name] = nil }

    private static func isName(_ name: String) -> Bool {
        (1...longestName).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
