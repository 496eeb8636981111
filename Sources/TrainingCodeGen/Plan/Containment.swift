import SwiftProtobufPluginLibrary

/// Tells which messages have a property, or can contain a message that has it.
///
/// What is found out of a message is kept: one of these serves all files of a request.
final class Containment {
  private var known: [ObjectIdentifier: Bool] = [:]
  private let groups = MessageGroups { type in type.fields.compactMap(\.messageType) }
  private let hasProperty: (Descriptor) -> Bool

  init(of hasProperty: @escaping (Descriptor) -> Bool) {
    self.hasProperty = hasProperty
  }

  /// Whether `type` has the property, or a field leads from it to a message that does.
  func isFound(in type: Descriptor) -> Bool {
    if let answer = known[ObjectIdentifier(type)] { return answer }
    groups.visit(from: type) { members in
      let answer = members.contains { member in
        hasProperty(member)
          || member.fields.compactMap(\.messageType).contains {
            known[ObjectIdentifier($0)] == true
          }
      }
      for member in members { known[ObjectIdentifier(member)] = answer }
    }
    return known[ObjectIdentifier(type)] ?? false
  }
}

extension Containment {
  /// Finds the messages that can lack required fields. Extensions may bring some along.
  static var requiredFields: Containment {
    Containment { type in
      !type.messageExtensionRanges.isEmpty || type.fields.contains(where: \.isRequired)
    }
  }

  /// Finds the messages that can contain extension fields.
  static var extensionFields: Containment {
    Containment { type in !type.messageExtensionRanges.isEmpty }
  }
}
