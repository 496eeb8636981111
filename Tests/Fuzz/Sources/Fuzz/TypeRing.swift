import FuzzMessages
import ProtoWire
import SwiftProtobuf

/// Assigns numbers to the message types. The numbers depend only on the types' names, so that
/// inputs keep their meaning when types are added or removed.
struct TypeRing {
  static let all = TypeRing(allTypes)

  private let entries: [(key: UInt16, type: any WireMessage.Type)]

  init(_ types: [any WireMessage.Type]) {
    self.entries = types.map { (Self.key(of: $0.protoMessageName), $0) }.sorted { $0.key < $1.key }
  }

  /// Returns the first type whose number is at least `key`. If there isn't one, returns the type
  /// with the smallest number.
  func type(at key: UInt16) -> any WireMessage.Type {
    (entries.first { $0.key >= key } ?? entries[0]).type
  }

  /// Returns the FNV-1a hash of `name`, folded to 16 bits.
  private static func key(of name: String) -> UInt16 {
    let hash = name.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return UInt16(truncatingIfNeeded: hash ^ (hash >> 16))
  }
}
