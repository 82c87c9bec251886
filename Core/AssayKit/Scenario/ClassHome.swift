// Assay: what all users of one class on one loop share.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import CAssay
internal import Glibc

/// What all users of one class on one loop share: the executor, the tasks, the random numbers. Confined to that loop.
final class ClassHome {
    let userHost: UnsafePointer<assay_user_host_t>
    let host: Host
    let executor: LoopExecutor
    let loop: Loop
    let tasks: UserClassTable
    let baseURL: String
    let options: JSONValue
    var random: RandomSource
    var clients: [HTTPOptions: HTTPProfile] = [:]
    /// For calls on the way of a request, which have no time to make one.
    let error: UnsafeMutablePointer<assay_error_t>

    /// The home of the class that `context` belongs to, made for its first user.
    static func of(
        _ context: UnsafeMutablePointer<assay_user_context_t>, tables: [UserClassTable]
    ) throws -> ClassHome {
        guard let userHost = context.pointee.user_host, let slot = userHost.pointee.scenario_data else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "create_user was called without a user host")
        }
        if let home = slot.pointee { return Unmanaged<ClassHome>.fromOpaque(home).takeUnretainedValue() }
        let home = try ClassHome(userHost, tables: tables)
        slot.pointee = Unmanaged.passRetained(home).toOpaque()
        return home
    }

    deinit { error.deallocate() }

    /// Frees the home, when no user of it is left.
    static func close(_ userHost: UnsafePointer<assay_user_host_t>) {
        guard let slot = userHost.pointee.scenario_data, let home = slot.pointee else { return }
        slot.pointee = nil
        Unmanaged<ClassHome>.fromOpaque(home).release()
    }

    private init(_ userHost: UnsafePointer<assay_user_host_t>, tables: [UserClassTable]) throws {
        let index = Int(userHost.pointee.class_index)
        guard let host = userHost.pointee.host, let loop = userHost.pointee.loop, tables.indices.contains(index) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the user host has no host, no loop or no such user class")
        }
        self.userHost = userHost
        error = .allocate(capacity: 1)
        error.initialize(to: assay_error_t())
        error.pointee.struct_size = UInt32(MemoryLayout<assay_error_t>.size)
        self.host = Host(host)
        executor = try LoopExecutor(host: Host(host), loop: loop)
        self.loop = Loop(loop, try Host(host).requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self))
        tasks = tables[index]
        baseURL = userHost.pointee.base_url.map { String(cString: $0) } ?? ""
        let text = userHost.pointee.options.map { String(cString: $0) } ?? "{}"
        do {
            options = try JSONValue(parsing: text)
        } catch {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the run's options are not JSON", context: "\(error)")
        }
        let seed = options["seed"]?.intValue.map { UInt64(bitPattern: $0) } ?? UInt64.random(in: .min ... .max)
        random = RandomSource(seed: seed &+ UInt64(index) &* 1_000_003 &+ UInt64(UInt(bitPattern: loop) >> 6))
    }
}

extension ClassHome {
    /// The wall clock, in nanoseconds since 1970.
    func wallClock() -> assay_time_t {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return assay_time_t(now.tv_sec) * 1_000_000_000 + assay_time_t(now.tv_nsec)
    }
}
