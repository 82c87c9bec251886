// Assay: the C table of the collector kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// The C table of the collector kind. A shard's pointer is the shard itself, so the loop's calls look nothing up.
enum CollectorTable {
    /// The one table, in static memory.
    nonisolated(unsafe) static let pointer: UnsafePointer<assay_collector_t> = {
        // Safe: written once before anyone sees it, and only read afterwards.
        let table = UnsafeMutablePointer<assay_collector_t>.allocate(capacity: 1)
        table.initialize(to: make())
        return UnsafePointer(table)
    }()

    private static func make() -> assay_collector_t {
        var table = assay_collector_t()
        table.struct_size = UInt32(MemoryLayout<assay_collector_t>.size)
        table.open_shard = { collector, _ in
            OpaquePointer(CollectorTable.collector(collector)?.openShard())
        }
        table.intern = { shard, method, name in
            CollectorTable.shard(shard)?.intern(CollectorTable.bytes(method), CollectorTable.bytes(name))
                ?? Shard.otherName
        }
        table.intern_user_class = { shard, name in
            CollectorTable.shard(shard)?.internUserClass(CollectorTable.bytes(name)) ?? Shard.otherUserClass
        }
        table.add = { shard, userClass, event in
            guard let shard, let event else { return }
            UnsafeMutablePointer<Shard>(shard).add(userClass, event)
        }
        table.add_exception = { shard, event in
            guard let event else { return }
            CollectorTable.shard(shard)?.addException(event)
        }
        table.flip = { CollectorTable.shard($0)?.flip() }
        table.merge = { shard in
            guard let shard = CollectorTable.shard(shard) else { return }
            shard.pointee.owner.takeUnretainedValue().merge(shard)
        }
        table.reset = { CollectorTable.collector($0)?.totals?.reset($1) }
        table.snapshot = { CollectorTable.collector($0)?.totals?.snapshot($1) }
        table.query = { CollectorTable.query($0, $1, $3, $4) }
        return table
    }

    private static func query(
        _ component: UnsafePointer<assay_component_t>?, _ query: UnsafePointer<assay_stats_query_t>?,
        _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            value?.pointee = 0
            guard let totals = collector(component)?.totals, let query = query?.pointee else {
                throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the collector is not started")
            }
            guard let answer = try totals.answer(StatsQuery(query)) else {
                throw AssayError(.ASSAY_STATUS_NOT_FOUND, "no request fits the filters yet")
            }
            value?.pointee = answer
        }
    }

    private static func collector(_ component: UnsafePointer<assay_component_t>?) -> StatsCollector? {
        ComponentBox.of(component).component as? StatsCollector
    }

    private static func shard(_ shard: OpaquePointer?) -> UnsafeMutablePointer<Shard>? {
        shard.map { UnsafeMutablePointer($0) }
    }

    private static func bytes(_ text: assay_string_t) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text.data, count: text.data == nil ? 0 : text.length)
    }
}

extension StatsQuery {
    fileprivate init(_ query: assay_stats_query_t) {
        func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
        self.init(
            metric: text(query.metric) ?? "", method: text(query.method), name: text(query.name),
            userClass: text(query.user_class), aggregation: text(query.aggregation) ?? "",
            percentile: query.percentile)
    }
}
