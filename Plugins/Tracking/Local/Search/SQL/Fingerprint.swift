// Assay: a number that tells searches apart.
// SPDX-License-Identifier: Apache-2.0

/// FNV-1a over what a page token depends on: the same in every process, and no secret.
enum Fingerprint {
    static func of(_ search: Search, _ experiments: [Int64], _ lifecycle: RunLifecycle) -> UInt64 {
        let filter = search.filter.map { "\($0.entity) \($0.key) \($0.operation) \($0.value)" }
        let order = search.order.map { "\($0.entity) \($0.key) \($0.isAscending)" }
        let all = filter + ["|"] + order + ["|"] + experiments.sorted().map(String.init) + ["\(lifecycle)"]
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for text in all {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        return hash
    }
}
