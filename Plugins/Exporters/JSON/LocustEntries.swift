// Assay: the list of entries that Locust's --json prints.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import CAssay

/// The list of entries that Locust's `--json` prints, with the keys that they have on the wire.
enum LocustEntries {
    static func json(_ statistics: StatsSnapshot, _ seconds: SecondHistory, isPretty: Bool) -> [UInt8] {
        var writer = JSONWriter(pretty: isPretty)
        writer.beginArray()
        for row in statistics.rows where row.kind == .ASSAY_ROW_REQUEST && row.requestCount > 0 {
            write(row, seconds[row], statistics.startTime, to: &writer)
        }
        writer.endArray()
        return writer.bytes
    }

    /// Locust's rule: to the nearest 1 below 100 ms, 10 below 1 s, 100 below 10 s, else 1000; halves to even.
    static func bucket(_ time: Double) -> Int64 {
        let unit: Double = time < 100 ? 1 : time < 1000 ? 10 : time < 10_000 ? 100 : 1000
        return Int64((min(time, 1e12) / unit).rounded(.toNearestOrEven) * unit)
    }

    private static func write(
        _ row: StatsRow, _ seconds: [StatsSecond], _ start: assay_time_t, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("name")
        writer.string(row.name)
        writer.key("method")
        writer.string(row.method)
        let times = row.responseTime
        writer.member("last_request_timestamp", row.lastRequest.map(Self.seconds))
        writer.member("start_time", Self.seconds(row.firstRequest ?? start))
        writer.member("num_requests", row.requestCount)
        writer.member("num_none_requests", 0)
        writer.member("num_failures", row.failureCount)
        writer.member("total_response_time", times.average * Double(times.count))
        writer.member("max_response_time", times.maximum)
        writer.member("min_response_time", times.minimum)
        writer.member("total_content_length", row.contentLength)
        var buckets: [(key: Int64, count: UInt64)] = []
        for bucket in row.responseTimeBuckets {
            let key = Self.bucket(bucket.time)
            if buckets.last?.key == key {
                buckets[buckets.count - 1].count += bucket.count
            } else {
                buckets.append((key, bucket.count))
            }
        }
        writer.counts("response_times", buckets)
        writer.counts("num_reqs_per_sec", seconds.map { ($0.second, $0.requestCount) })
        let failed = seconds.filter { $0.failureCount > 0 }
        writer.counts("num_fail_per_sec", failed.map { ($0.second, $0.failureCount) })
        writer.endObject()
    }

    private static func seconds(_ time: assay_time_t) -> Double { Double(time) / 1e9 }
}

extension JSONWriter {
    /// A member that is a number; null for none and for what is not finite.
    mutating func member(_ key: String, _ value: Double?) {
        self.key(key)
        if let value, value.isFinite { number(value) } else { null() }
    }

    /// A member that is a count.
    mutating func member(_ key: String, _ value: UInt64) {
        self.key(key)
        integer(Int64(clamping: value))
    }

    /// A member that is a point of time, in whole milliseconds since 1970; null for none.
    mutating func member(_ key: String, time: assay_time_t?) {
        self.key(key)
        if let time { integer(time / 1_000_000) } else { null() }
    }

    /// A member that is a text.
    mutating func member(_ key: String, text: String) {
        self.key(key)
        string(text)
    }

    /// A member that is an array of objects, one for each of `items`, whose members `write` writes.
    mutating func objects<Item>(_ key: String, _ items: [Item], _ write: (Item, inout JSONWriter) -> Void) {
        self.key(key)
        beginArray()
        for item in items {
            beginObject()
            write(item, &self)
            endObject()
        }
        endArray()
    }

    /// A member that is an object of counts.
    fileprivate mutating func counts(_ key: String, _ counts: [(key: Int64, count: UInt64)]) {
        self.key(key)
        beginObject()
        for entry in counts { member("\(entry.key)", entry.count) }
        endObject()
    }
}
