import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why an `Any` cannot be encoded: it was read from JSON, and the type of what it holds is not
/// known, or the JSON is wrong. Its value is empty then; SwiftProtobuf tells the reason to visitors
/// only.
struct AnyFailure {
  let error: any Error

  /// `nil` if `any` can be encoded.
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

/// A visitor that takes no interest in what it sees.
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
