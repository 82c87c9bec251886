// Assay: the memory of a component's routes in their C form.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Routes in their C form, in memory that is freed with this object.
final class RouteMemory: @unchecked Sendable {
    // @unchecked: the memory is written before it is put here, and only read afterwards.
    private let routes: UnsafeMutableBufferPointer<assay_route_t>
    private var texts: [UnsafeMutableBufferPointer<CChar>] = []

    init(_ list: [Route]) {
        routes = .allocate(capacity: list.count)
        for (index, route) in list.enumerated() {
            routes.initializeElement(at: index, to: form(route))
        }
    }

    deinit {
        routes.deallocate()
        for text in texts { text.deallocate() }
    }

    func pointer(at index: UInt32) -> UnsafePointer<assay_route_t>? {
        guard index < routes.count, let base = routes.baseAddress else { return nil }
        return UnsafePointer(base + Int(index))
    }

    private func form(_ route: Route) -> assay_route_t {
        let (policy, limit): (assay_route_body_t, Int) =
            switch route.body {
            case .ignored: (.ASSAY_ROUTE_BODY_NONE, 0)
            case .buffered(let limit): (.ASSAY_ROUTE_BODY_BUFFERED, limit)
            case .streamed(let limit): (.ASSAY_ROUTE_BODY_STREAMED, limit ?? 0)
            }
        return assay_route_t(
            struct_size: UInt32(MemoryLayout<assay_route_t>.size),
            flags: route.answersAnyHost ? ASSAY_ROUTE_ANY_HOST : 0, method: text(route.method),
            pattern: text(route.pattern), operation: text(route.operation), permission: text(route.permission),
            body: policy, max_body: UInt64(clamping: limit))
    }

    private func text(_ string: String) -> UnsafePointer<CChar> {
        let bytes = string.utf8CString
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes)
        texts.append(copy)
        return UnsafePointer(copy.baseAddress.unsafelyUnwrapped)
    }
}
