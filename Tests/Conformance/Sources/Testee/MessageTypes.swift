import ProtoWire
import SwiftProtobuf

/// The messages that the runner names, and their extensions.
///
/// They have to be `WireMessage`s, so the binary tests really test `ProtoWire`: generated code
/// without a codec doesn't compile here.
enum MessageTypes {
  static let all: [any WireMessage.Type] = [
    ProtobufTestMessages_Proto2_TestAllTypesProto2.self,
    ProtobufTestMessages_Proto3_TestAllTypesProto3.self,
    ProtobufTestMessages_Editions_Proto2_TestAllTypesProto2.self,
    ProtobufTestMessages_Editions_Proto3_TestAllTypesProto3.self,
    ProtobufTestMessages_Editions_TestAllTypesEdition2023.self,
    ProtobufTestMessages_EditionUnstable_TestAllTypesEditionUnstable.self,
  ]

  static let extensions: SimpleExtensionMap = {
    var extensions = ProtobufTestMessages_Proto2_TestMessagesProto2_Extensions
    extensions.formUnion(ProtobufTestMessages_Editions_Proto2_TestMessagesProto2Editions_Extensions)
    extensions.formUnion(ProtobufTestMessages_Editions_TestMessagesEdition2023_Extensions)
    extensions.formUnion(
      ProtobufTestMessages_EditionUnstable_TestMessagesEditionUnstable_Extensions)
    return extensions
  }()

  static func named(_ name: String) -> (any WireMessage.Type)? {
    all.first { $0.protoMessageName == name }
  }
}
