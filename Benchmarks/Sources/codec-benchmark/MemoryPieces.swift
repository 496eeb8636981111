import Foundation

/// Returns the number of pieces of memory that a value consists of.
///
/// A string of more than 15 bytes is one piece. So is an array or a dictionary that isn't empty,
/// and a box that holds a message or the associated value of an enum case. A `Data` of more than 14
/// bytes is two pieces, Foundation's object and its bytes. A value stores shorter strings and
/// `Data` inline.
///
/// The function inspects the value like a debugger, and doesn't depend on the codec.
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

/// Returns whether the case of an enum stores its associated value in a box, which is so if that
/// value is larger than the enum.
private func isBoxed(_ held: Any, in value: Any) -> Bool {
  guard let held = held as? any Equatable, let value = value as? any Equatable else { return false }
  return size(of: held) > size(of: value)
}

private func size(of value: some Equatable) -> Int { MemoryLayout.size(ofValue: value) }
