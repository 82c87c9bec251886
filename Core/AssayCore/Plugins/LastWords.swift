// Assay: what a process says of the plugin that ends it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayLinux
internal import Glibc

/// Names the plugin when a signal ends the process: by the call that the host is in, or by the library whose code ran.
public enum LastWords {
    /// Makes the process say it, once, on standard error, before the signal does what it did before. For the program, on
    /// its main thread and before it makes a host: a library does not take signals from the program that it is part of.
    public static func install() {
        assay_last_words_install()
    }

    /// Runs `body`, which calls `function` of the library at `path`, or of a component of it.
    static func calling<Value, Failure: Error>(
        _ function: StaticString, of path: String, component id: String? = nil, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let library = strdup(path)
        let component = id.flatMap { strdup($0) }
        let call = UnsafeMutablePointer<assay_call_t>.allocate(capacity: 1)
        let name = UnsafeRawPointer(function.utf8Start).assumingMemoryBound(to: CChar.self)
        call.initialize(to: assay_call_t(library: library, function: name, component: component))
        let before = assay_last_words_enter(call)
        defer {
            _ = assay_last_words_enter(before)
            call.deallocate()
            free(component)
            free(library)
        }
        return try body()
    }
}
