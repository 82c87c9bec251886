// Assay: something a loop does after the present callback.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A closure in the local queue of an engine's loop.
final class PostedStep {
    private let body: () -> Void

    private init(_ body: @escaping () -> Void) {
        self.body = body
    }

    /// Runs `body` after the present callback and before the next event; called on the engine's loop.
    static func post(on engine: LoopEngine, _ body: @escaping () -> Void) {
        let step = Unmanaged.passRetained(PostedStep(body)).toOpaque()
        engine.loops.pointee.post(
            engine.loop,
            { word, _ in
                guard let word else { return }
                Unmanaged<PostedStep>.fromOpaque(word).takeRetainedValue().body()
            }, step, nil)
    }
}
