import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The name in JSON that `option (pb.enumvalue.json).string` gives an enum's value
/// (`google/protobuf/json_enumvalue_options.proto`).
enum JSONName {
  /// The option, whose message has no Swift type here, as the bytes of it.
  static let option = MessageExtension<
    OptionalExtensionField<ProtobufBytes>, Google_Protobuf_EnumValueOptions
  >(_protobuf_fieldNumber: 998, fieldName: "pb.enumvalue.json")

  /// The name that `value` is given; `nil` when it is given none.
  static func of(_ value: EnumValueDescriptor) -> String? {
    guard let bytes = value.options.getExtensionValue(ext: option), !bytes.isEmpty else {
      return nil
    }
    // The message has one field, which is that of a StringValue.
    return try? Google_Protobuf_StringValue(serializedBytes: bytes).value
  }
}
