// Assay: the open model: iterations begin when they are due.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension LoopEngine {
    /// Adds start times of iterations, ascending.
    func add(arrivals more: [assay_instant_t]) {
        guard !isStopping else { return }
        arrivals.append(more)
        armArrivals()
    }

    /// The timer has fired: begins what is due.
    func arrivalsAreDue() {
        let present = now
        while let due = arrivals.next, due <= present {
            arrivals.removeFirst()
            delays.add(present &- due)
            startIteration(due)
        }
        armArrivals()
    }

    private func armArrivals() {
        if let next = arrivals.next { loops.pointee.add_timer(loop, arrivals.timer, next) }
    }

    /// Gives the iteration to an idle user of a class drawn by weight, or to a new one; drops it when as many as may be
    /// are at work.
    private func startIteration(_ due: assay_instant_t) {
        guard let loopClass = drawClass() else { return }
        guard userCount - classes.reduce(0, { $0 + $1.idle.count }) < openLimit else {
            droppedCount &+= 1
            return
        }
        if let user = loopClass.idle.popLast() {
            user.pointee.context.scheduled = due
            beginTask(user)
        } else {
            spawn(loopClass.number, userID: run.takeUserID(), deadline: due, arrival: due)
        }
    }

    private func drawClass() -> LoopClass? {
        guard classes.count > 1 else { return classes.first }
        let weights = classes.map(\.userClass.openWeight)
        var number = random.nextUnit() * weights.reduce(0, +)
        for (loopClass, weight) in zip(classes, weights) {
            if number < weight { return loopClass }
            number -= weight
        }
        return classes.last
    }
}

extension UserClass {
    /// The share of arrivals; a class with a fixed count takes part with that number.
    var openWeight: Double { fixedCount > 0 ? Double(fixedCount) : weight }
}
