// Assay: lines at the foot of the terminal, in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension Host {
    /// Replaces the lines at the foot of standard error, which the log is written above; "" takes them away. Each line
    /// ends with a line break and is not wider than the terminal. Returns false when this host has no such foot.
    @discardableResult
    public func setFoot(_ text: String) -> Bool {
        guard let table = try? requiredTable(ASSAY_EXT_TERMINAL, as: assay_terminal_t.self) else { return false }
        table.pointee.set_foot(pointer, text)
        return true
    }
}
