// Assay: what a run remembers of the models that were logged to it.
// SPDX-License-Identifier: Apache-2.0

/// The tag `mlflow.log-model.history`, in which MLflow's `runs/log-model` keeps a list of models
/// (mlflow/store/tracking/sqlalchemy_store.py, `record_logged_model`).
public enum ModelHistory {
    /// The tag's name.
    public static let tag = "mlflow.log-model.history"

    /// The tag's new value: the list of before, and what matters of the description of a model.
    public static func appending(_ description: String, to before: String?) throws(APIError) -> String {
        guard case .object(let model) = parse(description) else {
            throw .invalidParameter("Malformed model info. \n \(description) \n is not a valid JSON.")
        }
        var entries: [PythonValue] = []
        if let before {
            guard case .array(let found) = parse(before) else {
                throw .serverFault("the tag '\(tag)' is no list")
            }
            entries = found
        }
        return PythonValue.array(entries + [.object(try entry(model))]).json
    }

    private static func parse(_ text: String) -> PythonValue? {
        var text = text
        return text.withUTF8 { try? PythonJSON.parseUTF8(UnsafeRawBufferPointer($0)) }
    }

    /// The members that MLflow keeps, in its order; the configs of flavors are left out.
    private static func entry(_ model: PythonObject) throws(APIError) -> PythonObject {
        var entry = PythonObject()
        for key in ["run_id", "artifact_path"] {
            if let value = model[key], !value.isNull { entry.set(key, value) }
        }
        // MLflow has it as a text whatever it was; nothing means now, and a description without a time is refused before.
        entry.set("utc_time_created", .string(model["utc_time_created"]?.plainText ?? ""))
        entry.set("model_uuid", model["model_uuid"] ?? .null)
        var flavors = PythonObject()
        switch model["flavors"] {
        case .object(let found):
            for flavor in found.members {
                flavors.set(flavor.key, surrogateKey: flavor.surrogateKey, flavor.value.withoutMember("config"))
            }
        case .null, nil: break
        case let other?: throw .serverFault("the flavors of a model are a \(other.typeName)")
        }
        entry.set("flavors", .object(flavors))
        return entry
    }
}

extension PythonValue {
    fileprivate var isNull: Bool { if case .null = self { true } else { false } }

    /// The same object without a member; any other value as it is.
    fileprivate func withoutMember(_ key: String) -> PythonValue {
        guard case .object(let object) = self else { return self }
        var rest = PythonObject()
        for member in object.members where member.surrogateKey != nil || member.key != key {
            rest.set(member.key, surrogateKey: member.surrogateKey, member.value)
        }
        return .object(rest)
    }
}
