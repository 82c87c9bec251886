// Assay: all tests.
// SPDX-License-Identifier: Apache-2.0

/// All tests, in the order in which they run.
enum TestPlan {
    /// Tests of the library, of each component, and of each kind.
    static var all: [TestCase] {
        EntryTests.all + DescriptorTests.all + CreateTests.all + LifecycleTests.all + DeciderTests.all + ConfigTests.all
            + ResidueTests.all + ShapeTests.all + ScenarioTests.all + ExporterTests.all + CollectorTests.all
            + SimpleKindTests.all + StorageTests.all + TrackingTests.all + ServerTests.all
    }

    /// The tests that a library must pass before it makes sense to run the others.
    static let gates = ["loads-rtld-now", "entry-abi", "descriptor-consistent"]

    /// The test of this name, also those that only the validator itself asks for.
    static func find(_ name: String) -> TestCase? {
        (all + [FuzzTest.test]).first { $0.name == name }
    }
}
