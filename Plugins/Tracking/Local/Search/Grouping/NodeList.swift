// Assay: the children of a group while they are put into groups of their own.
// SPDX-License-Identifier: Apache-2.0

/// An array with a gap that follows the reader, so that grouping from left to right takes linear time.
struct NodeList {
    private var done: [Int] = []
    private var rest: [Int]
    private var cursor = 0

    init(_ nodes: [Int]) { rest = nodes }

    var count: Int { done.count + rest.count - cursor }

    /// All nodes, in order.
    var nodes: [Int] { done + rest[cursor...] }

    subscript(_ index: Int) -> Int? {
        guard index >= 0, index < count else { return nil }
        return index < done.count ? done[index] : rest[cursor + index - done.count]
    }

    /// Takes out the nodes of a range and puts one in their place; returns what was taken out.
    mutating func replace(_ range: Range<Int>, with node: Int) -> [Int] {
        moveGap(to: range.upperBound)
        let taken = Array(done[range.lowerBound...])
        done.removeLast(taken.count)
        done.append(node)
        return taken
    }

    private mutating func moveGap(to index: Int) {
        while done.count < index, cursor < rest.count {
            done.append(rest[cursor])
            cursor += 1
        }
        while done.count > index, cursor > 0 {
            cursor -= 1
            rest[cursor] = done.removeLast()
        }
    }
}
