// Assay: how what a shard has counted reaches the totals.
// SPDX-License-Identifier: Apache-2.0
import Synchronization

extension UnsafeMutablePointer<Shard> {
    /// Sets apart what came in since the last flip; does nothing while the last one waits for its merge. On the loop.
    func flip() {
        guard !pointee.isApart.pointee.load(ordering: .acquiring) else { return }
        let exchange = pointee.exchange
        takeBack()
        var population = pointee.dirty
        while let current = population {
            current.pointee.cell?.pointee.population = nil
            population = current.pointee.next
        }
        exchange.pointee.populations = pointee.dirty
        pointee.dirty = nil
        pointee.errors.flip(into: &exchange.pointee.errors)
        pointee.exceptions.flip(into: &exchange.pointee.exceptions)
        pointee.isApart.pointee.store(true, ordering: .releasing)
    }

    /// Adds what the last flip set apart to the totals; does nothing when there is none. On the main thread.
    func merge(into totals: Totals) {
        guard pointee.isApart.pointee.load(ordering: .acquiring) else { return }
        let exchange = pointee.exchange
        while let population = exchange.pointee.populations {
            exchange.pointee.populations = population.pointee.next
            totals.add(population)
            population.pointee.clear(into: &exchange.pointee.returnedPages)
            population.pointee.next = exchange.pointee.returned
            exchange.pointee.returned = population
        }
        exchange.pointee.errors.forEach { totals.errors.add($0) }
        exchange.pointee.errors.removeAll()
        exchange.pointee.exceptions.forEach { totals.exceptions.add($0) }
        exchange.pointee.exceptions.removeAll()
        pointee.isApart.pointee.store(false, ordering: .releasing)
    }

    /// Takes back the memory that the last merge has emptied.
    private func takeBack() {
        let exchange = pointee.exchange
        pointee.pages.absorb(&exchange.pointee.returnedPages)
        while let population = exchange.pointee.returned {
            exchange.pointee.returned = population.pointee.next
            population.pointee.next = pointee.spare
            pointee.spare = population
        }
    }
}
