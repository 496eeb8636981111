import Foundation
public import SwiftProtobuf

/// The fields of the messages in `descriptor.proto`, for reading encoded descriptors without a
/// decoder that could hide differences.
public struct DescriptorSchema: Sendable {
  struct Field: Sendable {
    let name: String
    /// The full name of the field's message with a leading dot; `nil` for other types.
    let message: String?
    let isText: Bool
    let isRepeated: Bool
  }

  private var messages: [String: [Int: Field]] = [:]

  /// - Parameter set: a descriptor set with `google/protobuf/descriptor.proto`.
  public init(_ set: Google_Protobuf_FileDescriptorSet) {
    for file in set.file { add(file.messageType, in: ".\(file.package)") }
  }

  /// The name of the message at the top.
  static let root = ".google.protobuf.FileDescriptorSet"

  func field(_ number: Int, of message: String) -> Field? { messages[message]?[number] }

  private mutating func add(_ types: [Google_Protobuf_DescriptorProto], in scope: String) {
    for type in types {
      let name = "\(scope).\(type.name)"
      let fields = type.field.map { field in
        (
          Int(field.number),
          Field(
            name: field.name, message: field.type == .message ? field.typeName : nil,
            isText: field.type == .string, isRepeated: field.label == .repeated)
        )
      }
      messages[name] = Dictionary(fields, uniquingKeysWith: { $1 })
      add(type.nestedType, in: name)
    }
  }
}
