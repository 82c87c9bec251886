// Assay: which share of the run each task has.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import CAssay

/// A row of the tree of shares: a user class (depth 0), its tasks, the tasks of nested sets.
struct TaskRatio {
    let depth: UInt32
    let name: String
    /// Within the parent.
    let ratio: Double
    /// Of the whole run.
    let total: Double

    /// The rows of all classes; `shares` are the classes' parts of all users, and add up to 1.
    static func rows(_ classes: [UserClass], shares: [Double]) -> [TaskRatio] {
        zip(classes, shares).flatMap { userClass, share in
            [TaskRatio(depth: 0, name: userClass.name, ratio: share, total: share)]
                + rows(of: 0, in: userClass.tree, depth: 1, total: share)
        }
    }

    private static func rows(of set: Int, in tree: TaskTree, depth: UInt32, total: Double) -> [TaskRatio] {
        guard tree.sets.indices.contains(set), depth < 64 else { return [] }
        let weights = tree.sets[set].nodes.map { Double($0.weight) }
        let sum = max(weights.reduce(0, +), 1)
        return zip(tree.sets[set].nodes, weights).flatMap { node, weight in
            let row = TaskRatio(depth: depth, name: node.name, ratio: weight / sum, total: total * weight / sum)
            guard node.set != ASSAY_NONE else { return [row] }
            return [row] + rows(of: Int(node.set), in: tree, depth: depth + 1, total: row.total)
        }
    }
}

extension TaskRatio {
    /// What --show-task-ratio prints.
    static func text(_ rows: [TaskRatio]) -> String {
        func block(_ share: (TaskRatio) -> Double) -> String {
            rows.map { row in
                let indent = String(repeating: " ", count: Int(row.depth))
                return " \(indent)* \(percent(share(row))) \(row.name)\n"
            }.joined()
        }
        let line = String(repeating: "-", count: 80)
        return """
            Task ratio per User class
            \(line)
            \(block(\.ratio))
            Total task ratio
            \(line)
            \(block(\.total))
            """
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// What --show-task-ratio-json prints: {"per_class": {…}, "total": {…}}, each task with its ratio and tasks.
    static func json(_ rows: [TaskRatio]) -> JSONValue {
        .object(["per_class": tree(rows[...], depth: 0, \.ratio), "total": tree(rows[...], depth: 0, \.total)])
    }

    private static func tree(_ rows: ArraySlice<TaskRatio>, depth: UInt32, _ share: (TaskRatio) -> Double) -> JSONValue
    {
        var object = JSONObject()
        var rest = rows
        while let row = rest.first {
            let children = rest.dropFirst().prefix { $0.depth > depth }
            var entry: JSONObject = ["ratio": .number(share(row))]
            if !children.isEmpty { entry["tasks"] = tree(children, depth: depth + 1, share) }
            object[row.name] = .object(entry)
            rest = rest.dropFirst(children.count + 1)
        }
        return .object(object)
    }
}
