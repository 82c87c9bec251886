// Assay: a run that a load shape leads.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension TestRun {
    /// Asks the shape what it wants now; once a second.
    func tickShape() {
        guard let shape = parts.shape, state == .spawning || state == .running else { return }
        var target = assay_target_t()
        target.struct_size = UInt32(MemoryLayout<assay_target_t>.size)
        do {
            let elapsed = main.now &- startInstant
            let users = UInt32(clamping: health.userCount)
            try AssayError.check { shape.functions.pointee.tick(shape.component, elapsed, users, &target, $0) }
        } catch {
            log(.ASSAY_LOG_ERROR, "the load shape failed: \(error)")
            hasBrokenListener = true
            stop(reason: "the load shape failed")
            return
        }
        let wanted = ShapeTarget(target)
        if wanted.isFinished { return stop(reason: "shape finished") }
        if wanted.maxUsers != maxOpenUsers { limitIterations(to: wanted.maxUsers) }
        guard shape.functions.pointee.get_model(shape.component) == .ASSAY_MODEL_CLOSED, wanted != shapeTarget else {
            return
        }
        if wanted.userClasses != shapeTarget.userClasses { use(only: wanted.userClasses) }
        shapeTarget = wanted
        setTarget(wanted.userCount, spawnRate: wanted.spawnRate)
    }

    /// From now on new users are of these classes alone; empty for all. Users of other classes stay until they are due to
    /// be stopped.
    private func use(only names: [String]) {
        for name in names where !classes.contains(where: { $0.name == name }) {
            log(.ASSAY_LOG_WARNING, "the load shape names user class '\(name)', which is not there")
        }
        let kept = classes.map { names.isEmpty || names.contains($0.name) }
        dispatcher.setWeights(
            zip(classes, kept).map { $1 ? $0.weight : 0 },
            fixedCounts: zip(classes, kept).map { $1 ? $0.fixedCount : 0 })
    }

    /// Open model: shares the number of iterations that may be at work out among the loops.
    private func limitIterations(to count: Int) {
        maxOpenUsers = count
        for engine in engines {
            let limit = count / engines.count + (engine.index < count % engines.count ? 1 : 0)
            engine.perform { $0.openLimit = limit }
        }
    }

    /// Open model: hands the starts of the next time span to the loops, each in turn.
    func feedArrivals() {
        guard let shape = parts.shape, let next = shape.functions.pointee.next_arrivals, state == .running else {
            return
        }
        let capacity = 4096
        let horizon = main.now &- startInstant &+ 100_000_000
        var buffer = [assay_duration_t](repeating: 0, count: capacity)
        var count = capacity
        while count == capacity {
            count = Int(next(shape.component, arrivalsUntil, horizon, &buffer, UInt32(capacity)))
            guard count <= capacity else { break }
            hand(buffer[..<count])
        }
        arrivalsUntil = horizon
        timers.set("arrivals", after: 0.05) { [self] in feedArrivals() }
    }

    private func hand(_ arrivals: ArraySlice<assay_duration_t>) {
        var shares = [[assay_instant_t]](repeating: [], count: engines.count)
        for arrival in arrivals {
            // A loop gets as many arrivals as its share of the limit; one that has none gets none.
            shares[nextSlot % engines.count].append(startInstant &+ arrival)
            nextSlot = (nextSlot + 1) % max(maxOpenUsers, 1)
        }
        for (engine, share) in zip(engines, shares) where !share.isEmpty {
            engine.perform { $0.add(arrivals: share) }
        }
    }
}
