import SwiftProtobufPluginLibrary

/// Tells which messages can lack required fields.
///
/// What is found out of a message is kept: every field of its type asks again.
final class RequiredFields {
  private var known: [String: Bool] = [:]

  /// Whether a value of `type`, or one inside it, can lack a required field. Extensions may bring some
  /// along.
  func canBeMissing(in type: Descriptor) -> Bool {
    var seen: Set = [type.fullName]
    var pending = [type]
    while let next = pending.popLast() {
      let answer = known[next.fullName]
      if answer == true || Self.asksForFields(next) {
        known[type.fullName] = true
        return true
      }
      guard answer == nil else { continue }
      pending += next.fields.compactMap(\.messageType).filter { seen.insert($0.fullName).inserted }
    }
    // Nothing inside asks for a field either.
    for name in seen { known[name] = false }
    return false
  }

  private static func asksForFields(_ type: Descriptor) -> Bool {
    !type.messageExtensionRanges.isEmpty || type.fields.contains(where: \.isRequired)
  }
}
