import Foundation
import SwiftProtobuf
import TrainingManifest

/// Visits a request, and keeps the identifiers in its fields of type `training.ModelID`.
struct ModelFieldReader: Visitor {
  /// The fields' numbers.
  let numbers: [Int]

  /// What each field names, in the order of ``numbers``.
  var named: [NamedModels]

  /// The field whose message is being visited.
  private var current: Int?

  /// - Parameters:
  ///   - numbers: the fields' numbers.
  ///   - silent: the same fields, naming nothing yet.
  init(numbers: [Int], silent: [NamedModels]) {
    self.numbers = numbers
    self.named = silent
  }

  mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) throws {
    guard current == nil, let index = numbers.firstIndex(of: fieldNumber) else { return }
    named[index].ids.append("")
    current = index
    defer { current = nil }
    try value.traverse(visitor: &self)
  }

  mutating func visitSingularStringField(value: String, fieldNumber: Int) throws {
    guard let current, fieldNumber == Self.identifier else { return }
    named[current].ids[named[current].ids.count - 1] = value
  }

  /// The number of `model_id` in `training.ModelID`.
  private static let identifier = 1
}

/// Everything else is passed over.
extension ModelFieldReader {
  mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) throws {}
  mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) throws {}
  mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) throws {}
  mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) throws {}
  mutating func visitSingularBytesField(value: Data, fieldNumber: Int) throws {}
  mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) throws {}
  mutating func visitUnknown(bytes: Data) throws {}

  mutating func visitMapField<KeyType, ValueType: MapValueType>(
    fieldType: _ProtobufMap<KeyType, ValueType>.Type,
    value: _ProtobufMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) throws {}

  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufEnumMap<KeyType, ValueType>.Type,
    value: _ProtobufEnumMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) throws where ValueType.RawValue == Int {}

  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufMessageMap<KeyType, ValueType>.Type,
    value: _ProtobufMessageMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) throws {}
}
