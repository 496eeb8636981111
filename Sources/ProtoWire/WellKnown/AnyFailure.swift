import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The reason why an `Any` can't be encoded. Such an `Any` was read from JSON, and the JSON is
/// wrong or the type of the message in it is unknown. The value of the `Any` is empty then, and
/// SwiftProtobuf reports the reason only to visitors.
struct AnyFailure {
  let error: any Error

  /// Returns `nil` if `any` can be encoded.
  init?(_ any: Google_Protobuf_Any) {
    do {
      var visitor = Nobody()
      try any.traverse(visitor: &visitor)
      return nil
    } catch {
      self.error = error
    }
  }
}

/// A visitor that ignores all fields.
private struct Nobody: Visitor {
  mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) {}
  mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) {}
  mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) {}
  mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) {}
  mutating func visitSingularStringField(value: String, fieldNumber: Int) {}
  mutating func visitSingularBytesField(value: Data, fieldNumber: Int) {}
  mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) {}
  mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) {}
  mutating func visitMapField<KeyType, ValueType: MapValueType>(
    fieldType: _ProtobufMap<KeyType, ValueType>.Type,
    value: _ProtobufMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}
  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufEnumMap<KeyType, ValueType>.Type,
    value: _ProtobufEnumMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}
  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufMessageMap<KeyType, ValueType>.Type,
    value: _ProtobufMessageMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}
  mutating func visitUnknown(bytes: Data) {}
}
