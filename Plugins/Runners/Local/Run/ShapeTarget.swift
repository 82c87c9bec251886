// Assay: what a load shape wants now.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// What a load shape wants now.
struct ShapeTarget: Equatable {
    var isFinished = false
    var userCount = 0
    var spawnRate = 1.0
    /// Empty for all.
    var userClasses: [String] = []
    var maxUsers = 0

    init() {}

    /// Reads what a shape has written.
    init(_ target: assay_target_t) {
        isFinished = target.is_finished
        userCount = Int(target.user_count)
        spawnRate = target.spawn_rate.isFinite && target.spawn_rate > 0 ? target.spawn_rate : 1
        userClasses = (0..<Int(target.user_class_count)).compactMap { index in
            target.user_classes?[index].map { String(cString: $0) }
        }
        maxUsers = Int(target.max_users)
    }
}
