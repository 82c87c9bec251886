// Assay: test doubles and conformance checks for plugin authors.
// SPDX-License-Identifier: Apache-2.0
