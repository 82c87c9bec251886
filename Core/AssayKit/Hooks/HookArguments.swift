// Assay: the parameters of a listener that is a plain function.
// SPDX-License-Identifier: Apache-2.0

/// The fields that a subscription named, in its order. Borrowed: they end with the call of the listener.
public struct HookArguments: ~Copyable {
    private let pointers: UnsafePointer<UnsafeRawPointer?>
    private let types: [HookFieldType]

    init(_ pointers: UnsafePointer<UnsafeRawPointer?>, _ types: [HookFieldType]) {
        self.pointers = pointers
        self.types = types
    }

    /// How many there are.
    public var count: Int { types.count }

    /// The value at `index`; nil past the last one.
    public func value(_ index: Int) -> HookValue? {
        guard types.indices.contains(index), let place = pointers[index] else { return nil }
        switch types[index] {
        case .int32: return .signed(Int64(place.load(as: Int32.self)))
        case .uint32: return .unsigned(UInt64(place.load(as: UInt32.self)))
        case .int64: return .signed(place.load(as: Int64.self))
        case .uint64: return .unsigned(place.load(as: UInt64.self))
        case .double: return .double(place.load(as: Double.self))
        case .pointer: return HookValue.none
        case .string:
            guard let text = place.load(as: UnsafePointer<CChar>?.self) else { return HookValue.none }
            return .string(String(cString: text))
        }
    }

    /// The text at `index`; nil when it has none or the field is no string.
    public func string(_ index: Int) -> String? { value(index)?.stringValue }

    /// The number at `index`; nil when the field is no double.
    public func double(_ index: Int) -> Double? { value(index)?.doubleValue }

    /// The number at `index`; nil when the field is no integer, or it does not fit.
    public func int64(_ index: Int) -> Int64? { value(index)?.int64Value }

    /// As `int64`, for numbers that are not negative.
    public func uint64(_ index: Int) -> UInt64? { value(index)?.uint64Value }
}
