import SwiftProtobufPluginLibrary
import TrainingManifest

/// The ways from messages to the nearest `training.ModelID` in them.
///
/// They are found from their ends, all at once: to look into each request by itself would take a walk
/// through every message that it leads to.
struct ModelPaths {
  /// The number of fields on the way, by the message that it begins in.
  private var distances: [ObjectIdentifier: Int] = [:]

  /// - Parameter files: the files of a request, each after those that it imports.
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

  /// The names of the fields that lead to the nearest one, e.g. `inner.model_id`; `nil` if none do.
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

  /// The first field of `message` that is on a way of `distance` fields.
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

  /// The files that import the contract, be it through others: no other message leads to a model.
  private static func files(using files: [FileDescriptor]) -> [FileDescriptor] {
    var using: Set<ObjectIdentifier> = []
    return files.filter { file in
      let isUsing =
        file.isTrainingContract
        || file.dependencies.contains { using.contains(ObjectIdentifier($0)) }
      if isUsing { using.insert(ObjectIdentifier(file)) }
      return isUsing
    }
  }
}

extension Descriptor {
  fileprivate var isModelID: Bool { fullName == TrainingMethod.modelIDName }

  fileprivate var withNestedMessages: [Descriptor] {
    [self] + messages.flatMap(\.withNestedMessages)
  }
}

extension FieldDescriptor {
  /// The message of one value: of a map, that of its values.
  fileprivate var singleMessageType: Descriptor? {
    (messageType?.mapKeyAndValue?.value ?? self).messageType
  }
}
