// Assay: a user class on one loop: what its users share, and the list of them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A user class on one loop. Confined to that loop.
final class LoopClass {
    let userClass: UserClass
    let number: Int
    // unowned(unsafe): the engine owns its classes, and outlives them.
    unowned(unsafe) let engine: LoopEngine
    let tasks: TaskTable
    let functions: UnsafePointer<assay_scenario_t>
    let wait: assay_wait_t
    let userHost: UnsafeMutablePointer<assay_user_host_t>
    let recorder: UnsafeMutablePointer<assay_recorder_t>
    /// Youngest first.
    var users: UserPointer?
    var count = 0
    /// Open model: users without an iteration.
    var idle: [UserPointer] = []
    /// The client profiles of the class, by client id and config.
    var profiles: [ClientProfile] = []
    let collectorClass: UInt32
    private let scenarioData: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let path: UnsafeMutablePointer<RecordPath>
    private let texts: [UnsafeMutablePointer<CChar>]

    init(_ userClass: UserClass, number: Int, engine: LoopEngine) {
        self.userClass = userClass
        self.number = number
        self.engine = engine
        tasks = userClass.table
        functions = userClass.functions
        wait = userClass.wait
        scenarioData = .allocate(capacity: 1)
        scenarioData.initialize(to: nil)
        texts = [userClass.name, userClass.host, engine.run.plan.options].map(LoopClass.copy)
        recorder = .allocate(capacity: 1)
        userHost = .allocate(capacity: 1)
        var name = userClass.name
        let shard = engine.shard
        let collector = engine.run.collectorFunctions
        collectorClass = name.withUTF8 { collector.pointee.intern_user_class(shard, assay_string_t($0)) }
        path = .allocate(capacity: 1)
        userHost.initialize(
            to: assay_user_host_t(
                struct_size: UInt32(MemoryLayout<assay_user_host_t>.size), class_index: userClass.index,
                host: engine.run.host.pointer, loop: engine.loop, recorder: UnsafePointer(recorder),
                base_url: UnsafePointer(texts[1]), options: UnsafePointer(texts[2]), scenario_data: scenarioData,
                finish: { context, result, error, trace in LoopEngine.finish(context, result, error, trace) },
                get_client: { userHost, id, config, client, error in
                    LoopClass.getClient(userHost, id, config, client, error)
                }))
        path.initialize(to: RecordPath(self, engine))
        recorder.initialize(to: RecordPath.recorder(name: texts[0], length: userClass.name.utf8.count, data: path))
    }

    /// Frees what the class holds; no user of it is left.
    func close() {
        functions.pointee.close_class?(userClass.scenario, userHost)
        for profile in profiles { profile.close() }
        profiles = []
    }

    deinit {
        texts.forEach { $0.deallocate() }
        recorder.deallocate()
        path.deallocate()
        userHost.deallocate()
        scenarioData.deallocate()
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { copy[index] = byte }
        return copy
    }

    /// The class that a recorder or a user host belongs to.
    static func of(_ recorder: UnsafePointer<assay_recorder_t>) -> LoopClass? {
        RecordPath.of(recorder)?.pointee.loopClass.takeUnretainedValue()
    }

    /// Links a new user.
    func insert(_ user: UserPointer) {
        user.pointee.next = users
        users?.pointee.previous = user
        users = user
        count += 1
    }

    /// Unlinks a user.
    func remove(_ user: UserPointer) {
        if let previous = user.pointee.previous {
            previous.pointee.next = user.pointee.next
        } else {
            users = user.pointee.next
        }
        user.pointee.next?.pointee.previous = user.pointee.previous
        count -= 1
    }
}
