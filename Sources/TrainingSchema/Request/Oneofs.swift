import SwiftProtobuf

/// Checks that the members of oneofs are singular fields of the message. A oneof that represents
/// `optional` in proto3 must have exactly one member and come after all others.
enum Oneofs: RequestRule {
  static let name = "oneof"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      file.messages.flatMap { message in
        let members = message.proto.field.flatMap { faults(of: $0, in: message.proto) }
        return (members + faults(of: message.proto)).map {
          RequestFault(file, "\(message.fullName): \($0)")
        }
      }
        + file.extensions.filter(\.proto.hasOneofIndex).map {
          RequestFault(file, "the extension \($0.fullName) is a member of a oneof")
        }
    }
  }

  private static func faults(
    of field: Google_Protobuf_FieldDescriptorProto, in message: Google_Protobuf_DescriptorProto
  ) -> [String] {
    var faults: [String] = []
    if !field.extendee.isEmpty { faults.append("the field \(field.name) extends a message") }
    guard field.hasOneofIndex else {
      if field.proto3Optional { faults.append("the optional field \(field.name) has no oneof") }
      return faults
    }
    if !message.oneofDecl.indices.contains(Int(field.oneofIndex)) {
      faults.append("the field \(field.name) is in oneof \(field.oneofIndex), which doesn't exist")
    }
    if field.label != .optional {
      faults.append(
        "the field \(field.name) is in a oneof, but is repeated or required")
    }
    return faults
  }

  private static func faults(of message: Google_Protobuf_DescriptorProto) -> [String] {
    var isAfterSynthetic = false
    let membersByIndex = Dictionary(
      grouping: message.field.filter(\.hasOneofIndex), by: { Int($0.oneofIndex) })
    return message.oneofDecl.indices.flatMap { index -> [String] in
      let oneof = message.oneofDecl[index].name
      let members = membersByIndex[index] ?? []
      let isSynthetic = members.contains(where: \.proto3Optional)
      defer { isAfterSynthetic = isAfterSynthetic || isSynthetic }
      if members.isEmpty { return ["the oneof \(oneof) has no members"] }
      if isSynthetic && members.count > 1 {
        return [
          "the oneof \(oneof) represents more than one "
            + "optional field"
        ]
      }
      return isAfterSynthetic && !isSynthetic
        ? [
          "the oneof \(oneof) comes after the oneof of an "
            + "optional field"
        ] : []
    }
  }
}
