// Assay: tests of configs and error messages.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of what a component says about its config, and does with one.
enum ConfigTests {
    static let all = [
        TestCase("config-schema-valid", .component, "the config's schema is a JSON Schema", schemaValid),
        TestCase(
            "config-invalid-rejected-with-message", .component, "a config that breaks the schema is refused in words",
            invalidRejected),
        TestCase("errors-carry-messages", .component, "every error has a message", messages),
    ]

    private static func schemaValid(_ context: TestContext) throws(Ending) {
        let (schema, samples) = try context.samples()
        guard case .object = schema else { throw .failed("config_schema is no JSON object") }
        try SchemaCheck(samples).check(schema, at: "#")
        let types = ConfigSamples.types(of: schema)
        try require(types.isEmpty || types == ["object"], "config_schema is not for an object")
    }

    private static func invalidRejected(_ context: TestContext) throws(Ending) {
        let samples = try context.samples().samples
        let id = options(context)
        for sample in ConfigSamples.broken + samples.invalid(base: try context.config()) {
            let made = try context.create(id, config: sample.text)
            if let component = made.component, made.status == .ASSAY_STATUS_OK {
                context.destroy(component)
                throw .failed("takes a config with \(sample.fault)")
            }
            try require(
                made.status == .ASSAY_STATUS_INVALID_ARGUMENT,
                "a config with \(sample.fault) gives status \(made.status.rawValue), wanted INVALID_ARGUMENT (3)")
            let message = CallError.message(made.error) ?? []
            try require(!message.isEmpty, "refuses a config with \(sample.fault) without a message")
        }
    }

    private static func messages(_ context: TestContext) throws(Ending) {
        let id = options(context)
        try checkMessage(try context.create("org.example.none", config: "{}"), "create of an unknown id")
        try checkMessage(try context.create(id, config: "{"), "create with a broken config")
        var untouched = CallError.empty()
        let component = try context.make()
        let status = component.pointee.start?(component, &untouched) ?? .ASSAY_STATUS_INTERNAL
        if status != .ASSAY_STATUS_OK { try checkText(untouched, "a failed start") }
        context.stop(component)
        context.destroy(component)
        try checkWithoutError(id, context)
    }

    /// The last argument may be NULL.
    private static func checkWithoutError(_ id: String, _ context: TestContext) throws(Ending) {
        var component: UnsafePointer<assay_component_t>?
        let status = try context.loaded().table.pointee.create?(context.host.pointer, id, "{", &component, nil)
        try require(status != .ASSAY_STATUS_OK, "create takes a broken config when the error is NULL")
    }

    private static func checkMessage(_ made: TestContext.Creation, _ call: String) throws(Ending) {
        try require(made.status != .ASSAY_STATUS_OK, "\(call) gives OK")
        try checkText(made.error, call)
    }

    private static func checkText(_ error: assay_error_t, _ call: String) throws(Ending) {
        guard let message = CallError.message(error), CallError.context(error) != nil else {
            throw .failed("\(call): a text of the error has no NUL")
        }
        try require(!message.isEmpty, "\(call) gives an error without a message")
        guard let text = String(validating: message, as: UTF8.self) else {
            throw .failed("\(call): the message is not UTF-8")
        }
        if text.hasSuffix(".") || text.first?.isUppercase == true {
            throw .warning("\(call): '\(text)' is not lower case without a full stop")
        }
    }

    private static func options(_ context: TestContext) -> String { context.options.component ?? "" }
}
