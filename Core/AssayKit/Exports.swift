// Assay: what comes along with AssayKit: JSON values, which requests, checks and options speak of.
// SPDX-License-Identifier: Apache-2.0
@_exported public import AssayJSON
