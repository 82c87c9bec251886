// Assay: how a task set chooses its next task.
// SPDX-License-Identifier: Apache-2.0

/// How a task set chooses its next task.
public enum TaskOrder: Int32, Sendable {
    /// At random, by weight (Locust's TaskSet).
    case weighted = 0
    /// In the order of the list, for ever; a weight repeats an entry in place (SequentialTaskSet).
    case sequential = 1
    /// By the transitions of the last task, beginning with the first (MarkovTaskSet).
    case markov = 2
}
