// Assay: a version of the binary contract.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A version of the binary contract between a host and its plugins.
public struct ABIVersion: Hashable, Sendable, CustomStringConvertible {
    /// Changes when old plugins no longer work.
    public let major: UInt32
    /// Changes when there is something new to ask for.
    public let minor: UInt32
    /// Never matters for whether a plugin works.
    public let patch: UInt32

    /// Makes a version.
    public init(major: UInt32, minor: UInt32, patch: UInt32 = 0) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads a version from its C form.
    public init(_ version: assay_version_t) {
        self.init(major: version.major, minor: version.minor, patch: version.patch)
    }

    /// What this host speaks: the version of the headers it was built with.
    public static let current = ABIVersion(
        major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH)

    /// Whether a plugin built for this version works with `host`: the rule in version.h.
    public func isAccepted(by host: ABIVersion) -> Bool {
        major == host.major && minor <= host.minor
    }

    /// The version in its C form.
    public var cValue: assay_version_t { assay_version_t(major: major, minor: minor, patch: patch) }

    /// Major and minor: what decides.
    public var description: String { "\(major).\(minor)" }
}
