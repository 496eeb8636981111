import Foundation

/// The pieces of memory that a value consists of: one for each string of more than 15 bytes, each array and
/// dictionary that is not empty, and each box, be it of a message or of what the case of an enum holds; two
/// for a `Data` of more than 14 bytes, Foundation's object and its bytes. Shorter ones are in the value
/// itself.
///
/// The value is looked at as a debugger does, not by anything that the codec knows.
func memoryPieces(_ value: Any) -> Int {
  switch value {
  case let text as String: return text.utf8.count > 15 ? 1 : 0
  case let data as Data: return data.count > 14 ? 2 : 0
  default: break
  }
  let mirror = Mirror(reflecting: value)
  let own =
    switch mirror.displayStyle {
    case .class: 1
    case .collection, .dictionary: mirror.children.isEmpty ? 0 : 1
    case .enum: mirror.children.contains { isBoxed($0.value, in: value) } ? 1 : 0
    default: 0
    }
  return mirror.children.reduce(own) { $0 + memoryPieces($1.value) }
}

/// Whether the case of an enum keeps what it holds elsewhere: it is larger than the enum.
private func isBoxed(_ held: Any, in value: Any) -> Bool {
  guard let held = held as? any Equatable, let value = value as? any Equatable else { return false }
  return size(of: held) > size(of: value)
}

private func size(of value: some Equatable) -> Int { MemoryLayout.size(ofValue: value) }
