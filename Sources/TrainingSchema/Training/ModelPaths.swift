import SwiftProtobufPluginLibrary
import TrainingManifest

/// The paths from messages to the nearest `training.ModelID` inside them.
///
/// All paths are computed at once, starting from their ends. Searching from each request separately
/// would visit the same messages again and again.
struct ModelPaths {
  /// The number of fields on the path from each message.
  private var distances: [ObjectIdentifier: Int] = [:]

  /// - Parameter files: the files of a request. Each file comes after the files that it imports.
  init(_ files: [FileDescriptor]) {
    let messages = Self.files(using: files).flatMap { $0.messages.flatMap(\.withNestedMessages) }
    var users: [ObjectIdentifier: [Descriptor]] = [:]
    var reached: [Descriptor] = []
    for message in messages {
      let types = message.fields.compactMap(\.singleMessageType)
      if types.contains(where: \.isModelID) {
        distances[ObjectIdentifier(message)] = 1
        reached.append(message)
      }
      for type in types { users[ObjectIdentifier(type), default: []].append(message) }
    }
    var next = 0
    while next < reached.count {
      let type = ObjectIdentifier(reached[next])
      for user in users[type] ?? [] where distances[ObjectIdentifier(user)] == nil {
        distances[ObjectIdentifier(user)] = (distances[type] ?? 0) + 1
        reached.append(user)
      }
      next += 1
    }
  }

  /// Returns the names of the fields that lead to the nearest `training.ModelID`, for example
  /// `inner.model_id`; `nil` if there is none.
  func path(from message: Descriptor) -> String? {
    guard var distance = distances[ObjectIdentifier(message)] else { return nil }
    var names: [String] = []
    var message = message
    while let (field, type) = step(from: message, at: distance) {
      names.append(field.name)
      message = type
      distance -= 1
    }
    return names.joined(separator: ".")
  }

  /// Returns the first field of `message` on a path of `distance` fields.
  private func step(
    from message: Descriptor, at distance: Int
  ) -> (field: FieldDescriptor, type: Descriptor)? {
    for field in message.fields {
      guard let type = field.singleMessageType else { continue }
      let isLast = distance == 1 && type.isModelID
      if isLast || (distance > 1 && distances[ObjectIdentifier(type)] == distance - 1) {
        return (field, type)
      }
    }
    return nil
  }

  /// The files that import `training.proto` directly or indirectly. Only their messages can lead to
  /// a model.
  private static func files(using files: [FileDescriptor]) -> [FileDescriptor] {
    var using: Set<ObjectIdentifier> = []
    return files.filter { file in
      let isUsing =
        file.contractModelID != nil
        || file.dependencies.contains { using.contains(ObjectIdentifier($0)) }
      if isUsing { using.insert(ObjectIdentifier(file)) }
      return isUsing
    }
  }
}

extension Descriptor {
  fileprivate var isModelID: Bool { fullName == TrainingMethod.modelIDName }

  /// The message and all messages that are declared in it.
  var withNestedMessages: [Descriptor] {
    [self] + messages.flatMap(\.withNestedMessages)
  }
}

extension FieldDescriptor {
  /// The message type of the field; for a map, that of its values.
  fileprivate var singleMessageType: Descriptor? {
    (messageType?.mapKeyAndValue?.value ?? self).messageType
  }
}
