/// A bar that shows how much of an upload has been sent.
struct ProgressBar: CustomStringConvertible {
  /// What is sent.
  let name: String

  /// How many bytes have been sent, and how many there are.
  let done: Int
  let total: Int

  private static let width = 30

  var description: String {
    let share = total > 0 ? min(max(Double(done) / Double(total), 0), 1) : 1
    let full = Int(share * Double(Self.width))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: Self.width - full)
    return "  \(name) [\(bar)] \(Int(share * 100)) % of \(Self.size(total))"
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\((bytes + 1023) >> 10) KiB" : "\((bytes + 1 << 20 - 1) >> 20) MiB"
  }
}
