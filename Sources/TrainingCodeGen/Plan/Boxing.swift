import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Decides which message fields live on the heap.
///
/// A message inside itself has no finite size, so recursion needs a box. A large message is boxed
/// too, or a tree of declarations would multiply into one huge struct. If a message is both, its own
/// fields are kept in a box, as code that calls itself for each level of nesting would need too much
/// stack otherwise.
///
/// What is found out of a message is kept: one of these serves all files of a request.
final class Boxing {
  /// The largest message, in bytes, that is kept inline in another one, or that keeps its fields
  /// inline although arrays, maps and extension fields in it can contain it.
  static let inlineLimit = 64

  /// The largest message, in bytes, that keeps its fields inline although a field can contain the
  /// message itself. Up to this size, it needs no more stack than protoc-gen-swift's, which always
  /// keeps the fields of such messages on the heap.
  static let directLimit = 48

  /// What is known of a message.
  private struct Layout {
    /// The number of its group: the messages that lie in each other without an array or map between
    /// them.
    let group: Int

    /// The size in bytes that it takes inline, boxed fields being a pointer.
    let size: Int
  }

  private var layouts: [ObjectIdentifier: Layout] = [:]

  /// The messages that can contain themselves, and those that can without an array, map or extension.
  private let recursions: Recursions
  private let directRecursions = Recursions(next: \.singularMessages)

  /// The messages that are inline in each other.
  private lazy var groups = MessageGroups { [unowned self] type in
    keepsFieldsInBox(type) ? [] : type.singularMessages
  }

  private var boxed: [ObjectIdentifier: Bool] = [:]

  /// - Parameter files: the files whose extensions can lead from a message back to itself.
  init(extensionsIn files: [FileDescriptor]) {
    let extensions = ExtensionMessages(files)
    self.recursions = Recursions { type in
      type.fields.compactMap(\.messageType) + extensions.messages(extending: type)
    }
  }

  /// Whether a message keeps its fields in a box.
  func keepsFieldsInBox(_ type: Descriptor) -> Bool {
    if let known = boxed[ObjectIdentifier(type)] { return known }
    let isBoxed = needsBox(type)
    boxed[ObjectIdentifier(type)] = isBoxed
    return isBoxed
  }

  private func needsBox(_ type: Descriptor) -> Bool {
    guard !SwiftProtobufInfo.isBundledProto(file: type.file) else { return false }
    if directRecursions.contains(type) {
      // The enum of a oneof is copied where it is compared or changed.
      return !type.realOneofs.isEmpty || inlineSize(of: type) > Self.directLimit
    }
    return isRecursive(type) && inlineSize(of: type) > Self.inlineLimit
  }

  /// Whether a message can contain itself. Any message can be the type of an extension field.
  func isRecursive(_ type: Descriptor) -> Bool {
    !type.messageExtensionRanges.isEmpty || recursions.contains(type)
  }

  /// Whether a message can contain itself, but only in arrays, maps and extension fields, and keeps
  /// its fields inline. Code that visits such messages needs a copy of each on the stack if it does
  /// anything with the message as a whole.
  func isInlineInItself(_ type: Descriptor) -> Bool {
    isRecursive(type) && !directRecursions.contains(type) && !keepsFieldsInBox(type)
  }

  /// Whether a singular field, or a member of a oneof, is boxed.
  func isBoxed(_ field: FieldDescriptor) -> Bool {
    guard !field.isRepeated, let type = field.messageType else { return false }
    return layout(of: type).size > Self.inlineLimit || isRecursion(field, to: type)
  }

  private func isRecursion(_ field: FieldDescriptor, to type: Descriptor) -> Bool {
    guard let outer = field.containingType, !keepsFieldsInBox(outer) else { return false }
    return group(of: outer) == group(of: type)
  }

  /// About the size of a message in bytes if its fields are inline.
  private func inlineSize(of type: Descriptor) -> Int {
    let unknownFields = 16
    let oneofs = 32 * type.realOneofs.count
    let fields = type.fields.filter { $0.realContainingOneof == nil }
    return fields.reduce(unknownFields + oneofs) { $0 + inlineSize(of: $1) }
  }

  private func inlineSize(of field: FieldDescriptor) -> Int {
    if field.isRepeated { return 8 }
    switch field.type {
    case .message, .group: return directRecursions.contains(field.messageType) ? 8 : 32
    case .string, .bytes: return 16
    case .double, .int64, .uint64, .sint64, .fixed64, .sfixed64: return field.hasPresence ? 16 : 8
    default: return 8
    }
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
    if keepsFieldsInBox(type) { return 32 }
    let unknownFields = 16
    let oneofs = type.realOneofs.reduce(unknownFields) { $0 + size(of: $1, in: group) }
    return type.fields.reduce(oneofs) { size, field in
      guard size <= Self.inlineLimit, field.realContainingOneof == nil else { return size }
      return size + self.size(of: field, in: group)
    }
  }

  /// The size of the largest member, and of what says which member is chosen.
  private func size(of oneof: OneofDescriptor, in group: Set<ObjectIdentifier>) -> Int {
    8 + (oneof.fields.map { size(of: $0, in: group) }.max() ?? 0)
  }

  private func size(of field: FieldDescriptor, in group: Set<ObjectIdentifier>) -> Int {
    if field.isRepeated { return 8 }
    guard let message = field.messageType else { return 16 }
    let id = ObjectIdentifier(message)
    guard !group.contains(id), let size = layouts[id]?.size else { return 8 }
    return size > Self.inlineLimit ? 8 : size
  }
}

extension Descriptor {
  /// The messages of the fields that occur once at most.
  fileprivate var singularMessages: [Descriptor] {
    fields.filter { !$0.isRepeated }.compactMap(\.messageType)
  }
}
