// Assay: the objects that requests hold.
// SPDX-License-Identifier: Apache-2.0

extension MessageSchema {
    /// A tag or a parameter.
    static let keyValue = MessageSchema("KeyValue", [.string("key"), .string("value")])

    /// A point of a metric.
    static let metric = MessageSchema(
        "Metric",
        [
            .string("key"), .double("value"), .int64("timestamp"), .int64("step"), .string("dataset_name"),
            .string("dataset_digest"), .string("model_id"), .string("run_id"),
        ])

    /// A data set.
    static let dataset = MessageSchema(
        "Dataset",
        [
            .string("name"), .string("digest"), .string("source_type"), .string("source"), .string("schema"),
            .string("profile"),
        ])

    /// A data set as the input of a run.
    static let datasetInput = MessageSchema(
        "DatasetInput", [.messages("tags", .keyValue), .message("dataset", .dataset)])

    /// A model as the input of a run.
    static let modelInput = MessageSchema("ModelInput", [.string("model_id")])

    /// A model as the output of a run.
    static let modelOutput = MessageSchema("ModelOutput", [.string("model_id"), .int64("step")])

    /// A data set that a search for logged models looks at.
    static let searchedDataset = MessageSchema(
        "SearchLoggedModels.Dataset", [.string("dataset_name"), .string("dataset_digest")])

    /// What a search for logged models sorts by.
    static let loggedModelOrder = MessageSchema(
        "SearchLoggedModels.OrderBy",
        [
            .string("field_name"), .bool("ascending", default: true), .string("dataset_name"),
            .string("dataset_digest"),
        ])

    /// What a webhook is called for.
    static let webhookEvent = MessageSchema(
        "WebhookEvent", [.enumeration("entity", .webhookEntity), .enumeration("action", .webhookAction)])

    /// A part of an upload.
    static let uploadPart = MessageSchema(
        "MultipartUploadPart", [.int64("part_number"), .string("etag"), .string("url")])
}
