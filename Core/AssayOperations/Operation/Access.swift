// Assay: what a caller must be allowed to do.
// SPDX-License-Identifier: Apache-2.0

/// A permission, the kind of resource it is needed on, and how a request names the resource.
public struct Access: Sendable, Equatable {
    /// How much a caller may do, each including those before it.
    public enum Permission: Int, Sendable, Comparable {
        /// Anyone who is known; what is found is filtered by what the caller may read.
        case any
        /// See it.
        case read
        /// Use it.
        case use
        /// Make one.
        case create
        /// Change it.
        case edit
        /// Remove it, and rule over who may do what.
        case manage
        /// Be an administrator.
        case administer

        /// True if one permission is less than another.
        public static func < (left: Permission, right: Permission) -> Bool { left.rawValue < right.rawValue }

        /// True if who needs it is about to change something.
        var allowsChanges: Bool { self >= .create }
    }

    /// What permissions are given on.
    public enum Resource: Sendable {
        /// Nothing in particular.
        case none
        /// An experiment.
        case experiment
        /// A run: its experiment decides.
        case run
        /// A logged model: its experiment decides.
        case loggedModel
        /// A registered model, or a prompt, with its versions.
        case registeredModel
        /// A webhook.
        case webhook
        /// The artifacts below a path of the proxy: whose artifacts they are decides.
        case artifactPath
    }

    /// What the caller must be allowed to do.
    public let permission: Permission
    /// On what kind of resource.
    public let resource: Resource
    /// The request's fields that name the resource; the first one that is set and not empty counts.
    public let fields: [String]

    init(_ permission: Permission, _ resource: Resource, _ fields: String...) {
        self.permission = permission
        self.resource = resource
        self.fields = fields
    }
}
