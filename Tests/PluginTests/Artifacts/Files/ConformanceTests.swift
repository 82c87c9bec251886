// Assay: the file store against the contract of its kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import FilesStorage
import TestFixtures
import Testing

@Suite struct ConformanceTests {
    @Test func files() {
        let host = TestHost()
        host.register(FilesStore.self)
        let folder = TemporaryFolder.make("files")
        let config = #"{"root":"\#(folder)/new/store","create":true}"#
        #expect(checkArtifactStore(host, FilesStore.descriptor.id, config: config) == [])
    }
}
