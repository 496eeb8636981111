import SwiftProtobufPluginLibrary

/// Tells which messages can lack required fields.
///
/// What is found out of a message is kept: one of these serves all files of a request.
final class RequiredFields {
  private var known: [ObjectIdentifier: Bool] = [:]

  private let groups = MessageGroups { type in type.fields.compactMap(\.messageType) }

  /// Whether a value of `type`, or one inside it, can lack a required field. Extensions may bring some
  /// along.
  func canBeMissing(in type: Descriptor) -> Bool {
    if let answer = known[ObjectIdentifier(type)] { return answer }
    groups.visit(from: type) { members in
      let answer = members.contains { member in
        Self.asksForFields(member)
          || member.fields.compactMap(\.messageType).contains {
            known[ObjectIdentifier($0)] == true
          }
      }
      for member in members { known[ObjectIdentifier(member)] = answer }
    }
    return known[ObjectIdentifier(type)] ?? false
  }

  private static func asksForFields(_ type: Descriptor) -> Bool {
    !type.messageExtensionRanges.isEmpty || type.fields.contains(where: \.isRequired)
  }
}
