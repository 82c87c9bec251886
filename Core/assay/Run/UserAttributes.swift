// Assay: attributes of user classes from the command line or a file.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// Reads `--config-users`: each value is a JSON object, a list of them, or the path of a .json file with either.
enum UserAttributes {
    /// The objects of all values, each with its `user_class_name`.
    static func read(_ values: [String]) throws(CommandError) -> [JSONValue] {
        var attributes: [JSONValue] = []
        for value in values {
            let isFile = value.hasSuffix(".json")
            let place = isFile ? value : "--config-users"
            let data: JSONValue
            do {
                data = try JSONValue(parsing: isFile ? TextFile.text(value) : value)
            } catch let error as CommandError {
                throw error
            } catch {
                throw CommandError("\(place): \(error)")
            }
            for object in data.arrayValue ?? [data] {
                guard object["user_class_name"]?.stringValue != nil else {
                    throw CommandError("\(place): each object is to have a \"user_class_name\"")
                }
                attributes.append(object)
            }
        }
        return attributes
    }
}
