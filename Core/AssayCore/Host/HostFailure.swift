// Assay: why a host could not be made.
// SPDX-License-Identifier: Apache-2.0

/// Why a host could not be made: the system gave it no loops.
public struct HostFailure: Error, CustomStringConvertible {
    /// Lower case, no full stop.
    public let description: String
}
