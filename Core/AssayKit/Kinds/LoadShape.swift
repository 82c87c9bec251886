// Assay: the kind of load shapes in the closed model, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A load shape: how many users there are as time goes by, as Locust's LoadTestShape.
///
///     final class Waves: LoadShape {
///         static let id = "shop.shape.waves"
///
///         init(_ config: Config) {}
///
///         func target(at seconds: Double, users: Int) -> LoadTarget? {
///             seconds < 600 ? LoadTarget(users: seconds.remainder(dividingBy: 60) < 0 ? 100 : 10, spawnRate: 10) : nil
///         }
///     }
///
/// List it among the `components` of a `Plugin`; `assay run … --shape shop.shape.waves` uses it.
public protocol LoadShape: Component {
    /// The component's id: lower case with dots.
    static var id: String { get }

    /// Makes a shape from the config behind `--shape id=`.
    init(_ config: Config) throws

    /// What the load is to be `seconds` after the test began, while there are `users`; nil ends the test. Called about
    /// once a second, on the main thread.
    func target(at seconds: Double, users: Int) throws -> LoadTarget?
}

extension LoadShape {
    /// A descriptor with the id for a name; write your own for a description and a config schema.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(id: id, kind: ASSAY_KIND_SHAPE, name: id, description: "a load shape")
    }

    /// Makes a shape from its config; a key that the shape did not read is an error.
    public init(host: Host, config: Config) throws {
        try self.init(config)
        try config.rejectUnknownKeys()
    }

    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_SHAPE ? UnsafeRawPointer(LoadShapeTable.pointer) : nil
    }
}

/// The C functions of the kind; one table serves all closed shapes of a library.
private enum LoadShapeTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_shape_t> = {
        let table = UnsafeMutablePointer<assay_shape_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_shape_t(
                struct_size: UInt32(MemoryLayout<assay_shape_t>.size),
                get_model: { _ in .ASSAY_MODEL_CLOSED },
                tick: { tick($0, $1, $2, $3, $4) },
                next_arrivals: nil))
        return table
    }()

    private static func tick(
        _ component: UnsafePointer<assay_component_t>?, _ elapsed: assay_duration_t, _ users: UInt32,
        _ target: UnsafeMutablePointer<assay_target_t>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            let box = ComponentBox.of(component)
            guard let shape = box.component as? any LoadShape, let target else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "tick was called with a null pointer")
            }
            guard let wanted = try shape.target(at: Double(elapsed) / 1e9, users: Int(users)) else {
                target.pointee.is_finished = true
                return
            }
            guard wanted.spawnRate > 0, wanted.spawnRate.isFinite else {
                throw AssayError(
                    .ASSAY_STATUS_OUT_OF_RANGE, "the spawn rate of a shape must be above 0",
                    context: "\(wanted.spawnRate)")
            }
            let names = wanted.userClasses.map { UserClassNames($0) }
            target.pointee.is_finished = false
            target.pointee.user_count = UInt32(clamping: wanted.users)
            target.pointee.spawn_rate = wanted.spawnRate
            target.pointee.user_classes = names?.pointer
            target.pointee.user_class_count = UInt32(clamping: names?.count ?? 0)
            // The names of the last tick go now, as the contract says.
            box.attachment = names
        }
    }
}

/// A C list of names, freed with it.
private final class UserClassNames {
    let pointer: UnsafePointer<UnsafePointer<CChar>?>
    let count: Int
    private let texts: UnsafeMutablePointer<CChar>

    init(_ names: [String]) {
        count = names.count
        let list = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: max(1, names.count))
        texts = .allocate(capacity: max(1, names.reduce(0) { $0 + $1.utf8.count + 1 }))
        var end = texts
        for (index, name) in names.enumerated() {
            (list + index).initialize(to: UnsafePointer(end))
            for byte in name.utf8CString {
                end.initialize(to: byte)
                end += 1
            }
        }
        pointer = UnsafePointer(list)
    }

    deinit {
        pointer.deallocate()
        texts.deallocate()
    }
}
