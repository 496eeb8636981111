import SwiftProtobufPluginLibrary

/// Tells which messages can contain themselves.
///
/// What is found out of a message is kept: one of these serves all files of a request.
final class Recursions {
  private var known: [ObjectIdentifier: Bool] = [:]
  private let groups: MessageGroups
  private let next: (Descriptor) -> [Descriptor]

  /// - Parameter next: the messages that a message contains.
  init(next: @escaping (Descriptor) -> [Descriptor]) {
    self.groups = MessageGroups(next: next)
    self.next = next
  }

  func contains(_ type: Descriptor) -> Bool {
    groups.visit(from: type) { members in
      let isRecursive =
        members.count > 1
        || members.contains { member in
          next(member).contains { $0 === member }
        }
      for member in members { known[ObjectIdentifier(member)] = isRecursive }
    }
    return known[ObjectIdentifier(type)] ?? false
  }
}
