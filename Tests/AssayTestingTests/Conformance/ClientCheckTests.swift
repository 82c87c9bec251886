// Assay: proves the check of clients with broken ones; the sound ones are tested beside their plugins.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import HTTPFast
import Synchronization
import Testing

@Suite struct ClientCheckTests {
    private func problems(_ spoil: @escaping (inout assay_client_t) -> Void) -> String {
        let host = TestHost()
        host.register(HTTPFastClient.self, ASSAY_KIND_CLIENT, spoil)
        return checkClient(host, HTTPFastClient.descriptor.id).joined(separator: "\n")
    }

    @Test func aMissingFunctionIsFound() {
        #expect(problems { $0.cancel = nil }.contains("cancel is NULL"))
    }

    @Test func aVerdictThatIsIgnoredIsFound() {
        let found = problems { $0.resolve = { _, _, _ in } }
        #expect(found.contains("resolve(true, ''): recorded with outcome 1, error '404 Not Found'"))
    }

    @Test func aSendThatRefusesEverythingIsFound() {
        let found = problems {
            $0.send = { _, _, _, error in AssayError(.ASSAY_STATUS_INTERNAL, "not today").write(to: error) }
        }
        #expect(found.contains("not today"))
    }

    @Test func aProfileForEveryConfigIsFound() {
        let found = problems { table in
            sound.withLock { $0 = table.open_profile }
            table.open_profile = { client, loop, _, recorder, profile, error in
                guard let open = sound.withLock({ $0 }) else { return .ASSAY_STATUS_INTERNAL }
                return open(client, loop, "{}", recorder, profile, error)
            }
        }
        #expect(found.contains("open_profile takes the config ["))
    }
}

/// The sound function behind the one that takes every config.
private let sound = Mutex<OpenProfile?>(nil)

private typealias OpenProfile =
    @convention(c) (
        UnsafePointer<assay_component_t>?, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<assay_recorder_t>?,
        UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t
