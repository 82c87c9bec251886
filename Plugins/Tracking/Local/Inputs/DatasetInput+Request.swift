// Assay: data sets as requests give them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

extension DatasetInput {
    /// Reads an element of a request's list.
    init(_ request: Request) {
        let dataset = request.message("dataset")
        self.init(
            number: 0, name: dataset?.string("name") ?? "", digest: dataset?.string("digest") ?? "",
            sourceType: dataset?.string("source_type") ?? "", source: dataset?.string("source") ?? "",
            schema: dataset?.nonEmptyString("schema"), profile: dataset?.nonEmptyString("profile"),
            tags: request.messages("tags").map { KeyValue($0) })
    }

    /// Checks the lengths of everything.
    func validate() throws(APIError) {
        try Validation.datasetInput(
            name: name, digest: digest, sourceType: sourceType, source: source, schema: schema, profile: profile,
            tags: tags.map { ($0.key, $0.value) })
    }

    /// The inputs with each name and digest once, byte by byte: the first.
    static func firstOfEach(_ inputs: [DatasetInput]) -> [DatasetInput] {
        struct Identity: Hashable {
            let name: [UInt8]
            let digest: [UInt8]
        }
        var seen: Set<Identity> = []
        return inputs.filter {
            seen.insert(Identity(name: Array($0.name.utf8), digest: Array($0.digest.utf8))).inserted
        }
    }
}
