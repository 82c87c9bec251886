// Assay: option values as the report of a run shows them.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// A value of an option that can be written as JSON.
protocol SettingValue {
    /// The value, in the units of the run's config.
    var json: JSONValue { get }
}

extension Int: SettingValue {
    var json: JSONValue { .integer(Int64(self)) }
}

extension UInt32: SettingValue {
    var json: JSONValue { .integer(Int64(self)) }
}

extension Double: SettingValue {
    var json: JSONValue { .number(self) }
}

extension Bool: SettingValue {
    var json: JSONValue { .bool(self) }
}

extension String: SettingValue {
    var json: JSONValue { .string(self) }
}

extension TimeSpan: SettingValue {
    var json: JSONValue { .number(seconds) }
}

extension ArrivalRate: SettingValue {
    var json: JSONValue { .string(text) }
}

extension ThresholdOption: SettingValue {
    var json: JSONValue { .string(text) }
}

extension LogLevel: SettingValue {
    var json: JSONValue { .string(rawValue) }
}

extension JSONFormat: SettingValue {
    var json: JSONValue { .string(rawValue) }
}

extension ComponentReference: SettingValue {
    var json: JSONValue { ["id": .string(id), "config": config] }
}
