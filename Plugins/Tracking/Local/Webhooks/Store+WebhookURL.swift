// Assay: checking the URL of a webhook.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

extension Store {
    /// Refuses a URL that the server should not send to. The address is checked again when it is connected to.
    func checkWebhookURL(_ url: String) async throws(APIError) {
        let shown = PythonText.repr(url)
        if url.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            throw .invalidParameter("Webhook URL cannot be empty or just whitespace: \(shown)")
        }
        let parts = URIParts(url)
        let policy = settings.webhooks
        guard policy.schemes.contains(parts.scheme) else {
            throw .invalidParameter(
                """
                Invalid webhook URL scheme: \(PythonText.repr(parts.scheme)). Allowed schemes are: \
                \(policy.schemes.joined(separator: ", ")).
                """)
        }
        let host = parts.host
        if host.isEmpty { throw .invalidParameter("Webhook URL must include a hostname: \(shown)") }
        if !policy.allowsPrivateAddresses { try await checkIsPublic(host) }
    }

    private func checkIsPublic(_ host: String) async throws(APIError) {
        let shown = PythonText.repr(host)
        let addresses: [HostLookup.Address]
        do throws(HostLookup.Failure) {
            addresses = try await HostLookup.addresses(of: host, workers)
        } catch {
            if error.isBusy {
                throw .invalidParameter(
                    """
                    Timed out waiting to resolve Webhook URL hostname \(shown) because too many hostname resolutions are \
                    already in progress
                    """)
            }
            throw .invalidParameter("Cannot resolve Webhook URL hostname \(shown): \(error.message)")
        }
        for address in addresses where !address.bytes.isPublic {
            throw .invalidParameter(
                "Webhook URL must not resolve to a non-public IP address. \(shown) resolves to \(address.text).")
        }
    }
}
