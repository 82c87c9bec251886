// Assay: what the conformance checks of all kinds share.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayJSON
internal import AssayKit
internal import CAssay

/// A component under a conformance check, and the problems found so far.
struct Conformance {
    let host: TestHost
    let id: String
    let kind: String
    let config: String
    private(set) var problems: [String] = []
    /// The component is left as it is, because it cannot be stopped.
    var isAbandoned = false

    init(_ host: TestHost, _ id: String, kind: String, config: String) {
        self.host = host
        self.id = id
        self.kind = kind
        self.config = config
    }

    /// The problems, each once.
    var uniqueProblems: [String] {
        problems.enumerated().filter { index, problem in !problems[..<index].contains(problem) }.map(\.element)
    }

    /// Notes a problem unless `isRight`.
    mutating func expect(_ isRight: Bool, _ problem: @autoclosure () -> String) {
        if !isRight { problems.append(problem()) }
    }

    /// Notes what a check finds.
    mutating func keep(_ check: () throws(Violation) -> Void) {
        do { try check() } catch { problems.append(error.words) }
    }

    /// Expects that a call was refused, in words.
    mutating func expectRefusal(_ what: String, _ call: () throws -> Void) {
        do {
            try call()
            problems.append("\(what) is accepted")
        } catch let error as AssayError {
            expect(!error.message.isEmpty, "\(what) is refused without a message")
        } catch {
            problems.append("\(what) is refused with \(error)")
        }
    }

    /// Makes and starts the component, lends it with its table, and ends it; twice, with a start after a stop between.
    mutating func whileStarted<Table>(
        _ type: Table.Type,
        _ body: (inout Conformance, UnsafePointer<assay_component_t>, Table) throws -> Void
    ) {
        do {
            checkRefusals()
            try checkUnused()
            let component = try host.create(id, config)
            // A second stop, and one after a failed start, do nothing.
            defer { if !isAbandoned { end(component) } }
            checkDescriptor(component.pointee.descriptor)
            expect(
                component.pointee.get_extension(component, "com.example.none/1") == nil,
                "an unknown id has a table")
            guard let found = component.pointee.get_extension(component, kind) else {
                return problems.append("get_extension gives NULL for its own kind '\(kind)'")
            }
            try KindTable(kind)?.check(found)
            let table = found.assumingMemoryBound(to: type).pointee
            for _ in 0..<2 {
                try AssayError.check { component.pointee.start(component, $0) }
                try body(&self, component, table)
                if isAbandoned { break }
                component.pointee.stop(component)
                expectRest()
            }
        } catch let violation as Violation {
            problems.append(violation.words)
        } catch {
            problems.append("\(error)")
        }
        problems += host.violations
    }

    /// A component may go without having been started, and after a stop that had nothing to stop.
    private func checkUnused() throws {
        end(try host.create(id, config))
    }

    private func end(_ component: UnsafePointer<assay_component_t>) {
        component.pointee.stop(component)
        component.pointee.destroy(component)
    }

    /// After a stop nothing of the component is called back.
    private mutating func expectRest() {
        host.turn()
        expect(host.hooks.isEmpty && host.deciders.isEmpty, "a hook is listened to after stop")
        expect(host.main.timers.isEmpty && host.work.timers.isEmpty, "a timer is active after stop")
        expect(host.main.watches.isEmpty && host.work.watches.isEmpty, "a watch is active after stop")
    }

    private mutating func checkDescriptor(_ descriptor: UnsafePointer<assay_descriptor_t>?) {
        guard let descriptor = descriptor?.pointee else {
            return problems.append("the component has no descriptor")
        }
        let (id, kind) = (id, kind)
        func text(_ pointer: UnsafePointer<CChar>?) -> String {
            pointer.map { String(cString: $0) } ?? ""
        }
        expect(
            text(descriptor.id) == id, "the descriptor's id is '\(text(descriptor.id))', wanted '\(id)'")
        expect(
            text(descriptor.kind) == kind,
            "the descriptor's kind is '\(text(descriptor.kind))', wanted '\(kind)'")
        for (name, value) in [("name", descriptor.name), ("version", descriptor.version)] {
            expect(!text(value).isEmpty, "the descriptor's \(name) is empty")
        }
        let schema = try? JSONValue(parsing: text(descriptor.config_schema))
        expect(schema?.objectValue != nil, "the config schema is no JSON object")
    }

    private mutating func checkRefusals() {
        let host = host
        let id = id
        func attempt(_ config: String) throws {
            let component = try host.create(id, config)
            component.pointee.destroy(component)
        }
        expectRefusal("a config that is no object") { try attempt("[]") }
        expectRefusal("a config that is no JSON") { try attempt("{") }
        let separator = config.contains(":") ? "," : ""
        let unknown = "{\"no_such_key\":1\(separator)\(config.dropFirst())"
        expectRefusal("a config with an unknown key") { try attempt(unknown) }
    }
}
