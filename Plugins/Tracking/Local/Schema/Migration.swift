// Assay: one step of the schema.
// SPDX-License-Identifier: Apache-2.0

/// A numbered step that brings the schema from one state to the next. Steps are never changed once released, and never
/// go back.
struct Migration: Sendable {
    /// From 1, without a gap.
    let number: Int
    /// One line about what it adds.
    let title: String
    /// What it does, in the terms of `SchemaText`.
    let text: String

    /// All steps in order.
    static let all: [Migration] = [experimentsAndRuns, modelsAndWebhooks, imports]
}
