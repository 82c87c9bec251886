// Assay: what one loop counts.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Synchronization

/// What bounds the statistics.
struct Limits {
    /// Different (method, name); further ones are counted as "(other names)".
    var names = 10_000
    /// Different failures, and different exceptions; further ones are counted together.
    var faults = 1000
    /// User classes; further ones are counted together.
    static let userClasses = 1000
}

/// What one loop counts. It belongs to the loop; the main thread reads the last three constants alone.
///
/// It lies in raw memory and is reached through a pointer, because that is what the C interface hands round, and because
/// counting then needs no reference counts and no exclusivity checks.
struct Shard {
    static let otherName: UInt32 = 0
    static let otherUserClass: UInt32 = 0

    var names: TextTable
    var userClasses = TextTable(limit: Limits.userClasses)
    var cells = CellGrid()
    var pages = PagePool()
    var spare: UnsafeMutablePointer<Population>?
    var dirty: UnsafeMutablePointer<Population>?
    var errors: FaultTable
    var exceptions: FaultTable
    /// (user class, task) of exceptions.
    var places = TextTable(limit: 10_000)
    var maskedText = TextBuffer()

    let exchange = Exchange.allocate()
    let isApart = Exchange.allocateFlag()
    /// The collector, which lives longer than its shards.
    let owner: Unmanaged<StatsCollector>

    init(_ limits: Limits, owner: Unmanaged<StatsCollector>) {
        self.owner = owner
        names = TextTable(limit: limits.names + 1)
        errors = FaultTable(.error, limit: limits.faults)
        exceptions = FaultTable(.exception, limit: limits.faults)
        // Both get number 0.
        Self.withBytes("(other names)") { _ = names.intern(UnsafeRawBufferPointer(start: nil, count: 0), $0) }
        Self.withBytes("(other user classes)") {
            _ = userClasses.intern(UnsafeRawBufferPointer(start: nil, count: 0), $0)
        }
    }

    /// Makes one in memory of its own.
    static func allocate(_ limits: Limits, owner: StatsCollector) -> UnsafeMutablePointer<Shard> {
        let memory = UnsafeMutablePointer<Shard>.allocate(capacity: 1)
        memory.initialize(to: Shard(limits, owner: .passUnretained(owner)))
        return memory
    }

    /// Calls `body` with the bytes of a text.
    static func withBytes(_ text: String, _ body: (UnsafeRawBufferPointer) -> Void) {
        var text = text
        text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }

    /// Frees everything; nobody may use the shard any more.
    mutating func destroy() {
        for list in [dirty, spare, exchange.pointee.populations, exchange.pointee.returned] { free(list) }
        cells.destroy()
        names.destroy()
        userClasses.destroy()
        places.destroy()
        errors.destroy()
        exceptions.destroy()
        exchange.pointee.errors.destroy()
        exchange.pointee.exceptions.destroy()
        maskedText.destroy()
        exchange.pointee.returnedPages.free()
        exchange.deallocate()
        isApart.deinitialize(count: 1)
        isApart.deallocate()
        pages.free()
    }

    private mutating func free(_ list: UnsafeMutablePointer<Population>?) {
        var list = list
        while let population = list {
            list = population.pointee.next
            population.pointee.destroy(into: &pages)
            population.deallocate()
        }
    }
}
