// Assay: how what a shard has counted reaches the totals.
// SPDX-License-Identifier: Apache-2.0
import Synchronization

extension UnsafeMutablePointer<Shard> {
    /// Sets apart what came in since the last flip; does nothing while the last one waits for its merge. On the loop.
    func flip() {
        guard !pointee.isApart.load(ordering: .acquiring) else { return }
        takeBack()
        var population = pointee.dirty
        while let current = population {
            current.pointee.cell?.pointee.population = nil
            population = current.pointee.next
        }
        pointee.apart = pointee.dirty
        pointee.dirty = nil
        pointee.errors.flip(into: &pointee.apartErrors)
        pointee.exceptions.flip(into: &pointee.apartExceptions)
        pointee.isApart.store(true, ordering: .releasing)
    }

    /// Adds what the last flip set apart to the totals; does nothing when there is none. On the main thread.
    func merge(into totals: Totals) {
        guard pointee.isApart.load(ordering: .acquiring) else { return }
        while let population = pointee.apart {
            pointee.apart = population.pointee.next
            totals.add(population)
            population.pointee.clear(into: &pointee.returnedPages)
            population.pointee.next = pointee.returned
            pointee.returned = population
        }
        pointee.apartErrors.forEach { totals.errors.add($0) }
        pointee.apartErrors.removeAll()
        pointee.apartExceptions.forEach { totals.exceptions.add($0) }
        pointee.apartExceptions.removeAll()
        pointee.isApart.store(false, ordering: .releasing)
    }

    /// Takes back the memory that the last merge has emptied.
    private func takeBack() {
        pointee.pages.absorb(&pointee.returnedPages)
        while let population = pointee.returned {
            pointee.returned = population.pointee.next
            population.pointee.next = pointee.spare
            pointee.spare = population
        }
    }
}
