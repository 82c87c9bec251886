// Assay: takes "." and ".." out of a path.
// SPDX-License-Identifier: Apache-2.0

/// RFC 3986, section 5.2.4.
enum DotSegments {
    /// Shortens the path in `target`, in place; the query stays.
    static func remove(from target: inout ByteBuffer) {
        guard let base = target.base, target.count > 0, base[0] == 47 else { return }
        let view = target.view
        let pathEnd = view.index(of: 63) ?? view.count
        var read = 0
        var write = 0
        while read < pathEnd {
            // Each round takes one segment with its "/".
            var end = read + 1
            while end < pathEnd, base[end] != 47 { end += 1 }
            let segment = view[read + 1, end]
            let isLast = end == pathEnd
            if isDot(segment, 1) || isDot(segment, 2) {
                if isDot(segment, 2) {
                    while write > 0, base[write - 1] != 47 { write -= 1 }
                    write = max(0, write - 1)
                }
                if isLast {
                    base[write] = 47
                    write += 1
                }
            } else {
                for index in read..<end {
                    base[write] = base[index]
                    write += 1
                }
            }
            read = end
        }
        for index in pathEnd..<target.count {
            base[write] = base[index]
            write += 1
        }
        target.removeLast(target.count - write)
    }

    private static func isDot(_ segment: ByteView, _ count: Int) -> Bool {
        guard segment.count == count else { return false }
        for index in 0..<count where segment[index] != 46 { return false }
        return true
    }
}
