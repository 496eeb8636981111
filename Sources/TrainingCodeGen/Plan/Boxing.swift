import SwiftProtobufPluginLibrary

/// Decides which message fields live on the heap.
///
/// A message inside itself has no finite size, so recursion needs a box. A large message is boxed
/// too, or a tree of declarations would multiply into one huge struct.
enum Boxing {
  /// The largest message, in bytes, that is kept inline in another one.
  static let inlineLimit = 512

  /// Whether a singular field, or a member of a oneof, is boxed.
  static func isBoxed(_ field: FieldDescriptor) -> Bool {
    guard !field.isRepeated, let type = field.messageType else { return false }
    return reaches(field.containingType, from: type) || inlineSize(of: type) > inlineLimit
  }

  /// Whether a value of `target` can lie in one of `type` without an array or map between them.
  private static func reaches(_ target: Descriptor, from type: Descriptor) -> Bool {
    var seen: Set<String> = []
    var pending = [type]
    while let next = pending.popLast() {
      if next === target { return true }
      guard seen.insert(next.fullName).inserted else { continue }
      pending += next.fields.filter { !$0.isRepeated }.compactMap(\.messageType)
    }
    return false
  }

  /// The size in bytes that a message takes inline, boxed fields being a pointer.
  private static func inlineSize(of type: Descriptor) -> Int {
    guard !SwiftProtobufInfo.isBundledProto(file: type.file) else { return 48 }
    let unknownFields = 16
    return type.fields.reduce(unknownFields) { size, field in
      guard size <= inlineLimit else { return size }
      return size + inlineSize(of: field, in: type)
    }
  }

  private static func inlineSize(of field: FieldDescriptor, in type: Descriptor) -> Int {
    if field.isRepeated { return 8 }
    guard let message = field.messageType else { return 16 }
    if reaches(type, from: message) { return 8 }
    let size = inlineSize(of: message)
    return size > inlineLimit ? 8 : size
  }
}
