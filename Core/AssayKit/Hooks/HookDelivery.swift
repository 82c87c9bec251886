// Assay: how a listener is called.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// How a listener is called.
public enum HookDelivery: Sendable {
    /// On the emitter's thread, before the emitter goes on. Calls from several loops may run at the same time.
    case inline
    /// On the main thread, later, one call at a time, from a bounded queue. Events that find it full are dropped and
    /// counted.
    case main

    var how: assay_listen_t { self == .inline ? .ASSAY_LISTEN_INLINE : .ASSAY_LISTEN_MAIN }
}
