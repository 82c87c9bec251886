// Assay: the conformance check of the kind artifact_store.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks a store of artifacts that is registered with `host`. Returns the problems; none means that it conforms. It
/// writes a few artifacts below the folder "assay-check" of the store, and removes them.
public func checkArtifactStore(_ host: TestHost, _ id: String, config: String = "{}") -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_ARTIFACT_STORE, config: config)
    check.whileStarted(assay_artifact_store_t.self) { check, component, table in
        let driver = ArtifactDriver(component, table, loop: host.work.pointer, host: host)
        for step in ArtifactStoreCheck(driver).steps { check.keep(step) }
    }
    return check.uniqueProblems
}
