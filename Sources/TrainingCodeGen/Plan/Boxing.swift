import SwiftProtobufPluginLibrary

/// Decides which message fields live on the heap.
///
/// A message inside itself has no finite size, so recursion needs a box. A large message is boxed
/// too, or a tree of declarations would multiply into one huge struct.
///
/// What is found out of a message is kept: files with thousands of messages ask again and again.
final class Boxing {
  /// The largest message, in bytes, that is kept inline in another one.
  static let inlineLimit = 64

  /// The sizes that are known, by full name.
  private var sizes: [String: Int] = [:]

  /// The groups of messages that lie in each other, by full name: two messages are in one group if
  /// each can be reached from the other.
  private var groups: [String: Int] = [:]

  /// Whether a singular field, or a member of a oneof, is boxed.
  func isBoxed(_ field: FieldDescriptor) -> Bool {
    guard !field.isRepeated, let type = field.messageType else { return false }
    return isRecursive(field, type) || inlineSize(of: type) > Self.inlineLimit
  }

  /// Whether a value of the field's message can lie in one of `type` without an array or map between
  /// them.
  private func isRecursive(_ field: FieldDescriptor, _ type: Descriptor) -> Bool {
    guard let container = field.containingType else { return false }
    return group(of: container) == group(of: type)
  }

  /// The size in bytes that a message takes inline, boxed fields being a pointer.
  ///
  /// Messages are looked at from the inside out, without recursion: a chain of them can be longer than
  /// the stack is deep.
  private func inlineSize(of type: Descriptor) -> Int {
    var pending = [type]
    while let next = pending.last {
      let missing = inner(of: next).filter { sizes[$0.fullName] == nil }
      if missing.isEmpty || sizes[next.fullName] != nil {
        if sizes[next.fullName] == nil { sizes[next.fullName] = knownSize(of: next) }
        pending.removeLast()
      } else {
        pending += missing
      }
    }
    return sizes[type.fullName] ?? 0
  }

  /// The messages that may lie inline in `type`: not those that `type` lies in.
  private func inner(of type: Descriptor) -> [Descriptor] {
    guard !SwiftProtobufInfo.isBundledProto(file: type.file) else { return [] }
    return type.fields.compactMap { field in
      guard !field.isRepeated, let message = field.messageType, !isRecursive(field, message) else {
        return nil
      }
      return message
    }
  }

  private func knownSize(of type: Descriptor) -> Int {
    guard !SwiftProtobufInfo.isBundledProto(file: type.file) else { return 48 }
    let unknownFields = 16
    return type.fields.reduce(unknownFields) { size, field in
      size > Self.inlineLimit ? size : size + knownSize(of: field)
    }
  }

  private func knownSize(of field: FieldDescriptor) -> Int {
    if field.isRepeated { return 8 }
    guard let message = field.messageType else { return 16 }
    if isRecursive(field, message) { return 8 }
    let size = sizes[message.fullName] ?? 0
    return size > Self.inlineLimit ? 8 : size
  }
}

/// The groups, by Tarjan's algorithm with a stack of its own (Tarjan 1972, "Depth-first search and
/// linear graph algorithms").
extension Boxing {
  private struct Visit {
    let type: Descriptor
    var rest: ArraySlice<Descriptor>
  }

  private func group(of type: Descriptor) -> Int {
    if let known = groups[type.fullName] { return known }
    findGroups(from: type)
    return groups[type.fullName] ?? 0
  }

  private func findGroups(from start: Descriptor) {
    var order: [String: Int] = [:]
    var lowest: [String: Int] = [:]
    var open: [String] = []
    var visits: [Visit] = []
    func enter(_ type: Descriptor) {
      order[type.fullName] = order.count
      lowest[type.fullName] = order[type.fullName]
      open.append(type.fullName)
      visits.append(Visit(type: type, rest: Self.singular(type)[...]))
    }
    enter(start)
    while var visit = visits.popLast() {
      let name = visit.type.fullName
      if let next = visit.rest.popFirst() {
        visits.append(visit)
        if order[next.fullName] == nil, groups[next.fullName] == nil {
          enter(next)
        } else if groups[next.fullName] == nil, let found = order[next.fullName] {
          lowest[name] = min(lowest[name] ?? found, found)
        }
        continue
      }
      if lowest[name] == order[name] {
        let group = groups.count
        while let member = open.popLast() {
          groups[member] = group
          if member == name { break }
        }
      }
      if let outer = visits.last?.type.fullName, let inner = lowest[name] {
        lowest[outer] = min(lowest[outer] ?? inner, inner)
      }
    }
  }

  /// The messages that lie in `type` without an array or map between them.
  private static func singular(_ type: Descriptor) -> [Descriptor] {
    type.fields.filter { !$0.isRepeated }.compactMap(\.messageType)
  }
}
