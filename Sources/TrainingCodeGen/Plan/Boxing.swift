import SwiftProtobufPluginLibrary

/// Decides which message fields live on the heap.
///
/// A message inside itself has no finite size, so recursion needs a box. A large message is boxed
/// too, or a tree of declarations would multiply into one huge struct.
///
/// What is found out of a message is kept: one of these serves all files of a request.
final class Boxing {
  /// The largest message, in bytes, that is kept inline in another one.
  static let inlineLimit = 64

  /// What is known of a message.
  private struct Layout {
    /// The number of its group: the messages that lie in each other without an array or map between
    /// them.
    let group: Int

    /// The size in bytes that it takes inline, boxed fields being a pointer.
    let size: Int
  }

  private var layouts: [ObjectIdentifier: Layout] = [:]

  private let groups = MessageGroups { type in
    type.fields.filter { !$0.isRepeated }.compactMap(\.messageType)
  }

  /// Whether a singular field, or a member of a oneof, is boxed.
  func isBoxed(_ field: FieldDescriptor) -> Bool {
    guard !field.isRepeated, let type = field.messageType else { return false }
    let layout = layout(of: type)
    return layout.size > Self.inlineLimit || field.containingType.map(group) == layout.group
  }

  private func group(of type: Descriptor) -> Int {
    layout(of: type).group
  }

  private func layout(of type: Descriptor) -> Layout {
    if let known = layouts[ObjectIdentifier(type)] { return known }
    groups.visit(from: type) { members in
      let ids = Set(members.map { ObjectIdentifier($0) })
      let group = layouts.count
      for member in members {
        layouts[ObjectIdentifier(member)] = Layout(group: group, size: size(of: member, in: ids))
      }
    }
    return layouts[ObjectIdentifier(type)] ?? Layout(group: 0, size: 0)
  }

  /// The size of a message whose fields' messages are known, or in its own group.
  private func size(of type: Descriptor, in group: Set<ObjectIdentifier>) -> Int {
    guard !SwiftProtobufInfo.isBundledProto(file: type.file) else { return 48 }
    let unknownFields = 16
    return type.fields.reduce(unknownFields) { size, field in
      size > Self.inlineLimit ? size : size + self.size(of: field, in: group)
    }
  }

  private func size(of field: FieldDescriptor, in group: Set<ObjectIdentifier>) -> Int {
    if field.isRepeated { return 8 }
    guard let message = field.messageType else { return 16 }
    let id = ObjectIdentifier(message)
    guard !group.contains(id), let size = layouts[id]?.size else { return 8 }
    return size > Self.inlineLimit ? 8 : size
  }
}
