// Assay: a listener of the check of SQL drivers.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Keeps the notifications that come.
final class CheckedListener {
    private(set) var payloads: [String] = []
    private(set) var gaps = 0
    let pointer: UnsafeMutablePointer<assay_sql_listener_t>
    private let arena = Arena()

    init(channel: String) {
        pointer = arena.place(assay_sql_listener_t())
        pointer.pointee.channel = assay_string_t(data: arena.text(channel), length: channel.utf8.count)
        pointer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        pointer.pointee.on_notification = { listener, payload, isGap in
            guard let data = listener?.pointee.user_data else { return }
            let object = Unmanaged<CheckedListener>.fromOpaque(data).takeUnretainedValue()
            if isGap != 0 { object.gaps += 1 } else { object.payloads.append(String(payload)) }
        }
    }
}
