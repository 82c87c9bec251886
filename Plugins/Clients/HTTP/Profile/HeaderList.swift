// Assay: the headers of a request, as libcurl takes them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl

/// A `curl_slist` that this object owns.
final class HeaderList {
    private(set) var pointer: UnsafeMutablePointer<curl_slist>?

    deinit { curl_slist_free_all(pointer) }

    /// Adds a line; false when there is no memory. libcurl's spelling of an empty value is "Name;".
    func append(_ name: String, _ value: String) -> Bool {
        append(line: value.isEmpty ? name + ";" : name + ": " + value)
    }

    /// Keeps libcurl from adding a header of its own.
    func suppress(_ name: String) -> Bool {
        append(line: name + ":")
    }

    private func append(line: String) -> Bool {
        guard let list = curl_slist_append(pointer, line) else { return false }
        pointer = list
        return true
    }
}

extension Profile {
    /// The lines of User-Agent, Accept, Accept-Encoding and the configured headers; the latter replace the former.
    static func headers(_ config: ClientConfig) -> [ClientConfig.Header] {
        var own = [("User-Agent", config.userAgent), ("Accept", "*/*")]
        own.append(("Accept-Encoding", config.acceptEncoding.joined(separator: ", ")))
        if !config.keepAlive { own.append(("Connection", "close")) }
        let isConfigured: (String) -> Bool = { name in
            config.headers.contains { $0.name.lowercased() == name.lowercased() }
        }
        let missing = own.filter { !$0.1.isEmpty && !isConfigured($0.0) }
        return missing.map { ClientConfig.Header(name: $0.0, value: $0.1) } + config.headers
    }

    /// The list for a request; the profile's own when the request has no headers. Nil when there is no memory.
    func headerList(_ request: assay_client_request_t) -> HeaderList? {
        guard request.header_count > 0, let added = request.headers else { return plainHeaders }
        let own = UnsafeBufferPointer(start: added, count: request.header_count).map {
            ClientConfig.Header(name: String($0.key), value: String($0.value))
        }
        return HeaderList.make(headers, own)
    }
}

extension HeaderList {
    /// The lines of `headers` that `own` does not replace, and then `own`.
    static func make(_ headers: [ClientConfig.Header], _ own: [ClientConfig.Header]) -> HeaderList? {
        let list = HeaderList()
        let names = own.map { $0.name.lowercased() }
        for header in headers where !names.contains(header.name.lowercased()) {
            guard list.append(header.name, header.value) else { return nil }
        }
        for header in own {
            guard list.append(header.name, header.value) else { return nil }
        }
        let all = names + headers.map { $0.name.lowercased() }
        for name in ["Accept", "User-Agent", "Content-Type", "Expect"] where !all.contains(name.lowercased()) {
            guard list.suppress(name) else { return nil }
        }
        return list
    }
}
