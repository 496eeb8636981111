import Foundation
import SwiftProtobuf
import TrainingManifest

/// Visits a request, and keeps the identifiers in its fields of type `training.ModelID`.
struct ModelFieldReader: Visitor {
  /// An identifier, and the field that it is in, by its place among the model fields.
  typealias Found = (field: Int, id: String)

  /// What was found so far, "" where a field is there without an identifier.
  private(set) var found: [Found] = []

  /// The numbers of the model fields.
  private let numbers: [Int]

  /// Whether a model field's message is being visited.
  private var isInside = false

  init(numbers: [Int]) {
    self.numbers = numbers
  }

  mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) throws {
    guard !isInside, let field = numbers.firstIndex(of: fieldNumber) else { return }
    found.append((field, ""))
    isInside = true
    defer { isInside = false }
    try value.traverse(visitor: &self)
  }

  mutating func visitSingularStringField(value: String, fieldNumber: Int) throws {
    guard isInside, fieldNumber == Self.identifier else { return }
    found[found.count - 1].id = value
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

/// Lists are passed over as a whole, packed or not, so that what a guard takes does not depend on
/// how long they are.
extension ModelFieldReader {
  mutating func visitRepeatedFloatField(value: [Float], fieldNumber: Int) throws {}
  mutating func visitRepeatedDoubleField(value: [Double], fieldNumber: Int) throws {}
  mutating func visitRepeatedInt32Field(value: [Int32], fieldNumber: Int) throws {}
  mutating func visitRepeatedInt64Field(value: [Int64], fieldNumber: Int) throws {}
  mutating func visitRepeatedUInt32Field(value: [UInt32], fieldNumber: Int) throws {}
  mutating func visitRepeatedUInt64Field(value: [UInt64], fieldNumber: Int) throws {}
  mutating func visitRepeatedSInt32Field(value: [Int32], fieldNumber: Int) throws {}
  mutating func visitRepeatedSInt64Field(value: [Int64], fieldNumber: Int) throws {}
  mutating func visitRepeatedFixed32Field(value: [UInt32], fieldNumber: Int) throws {}
  mutating func visitRepeatedFixed64Field(value: [UInt64], fieldNumber: Int) throws {}
  mutating func visitRepeatedSFixed32Field(value: [Int32], fieldNumber: Int) throws {}
  mutating func visitRepeatedSFixed64Field(value: [Int64], fieldNumber: Int) throws {}
  mutating func visitRepeatedBoolField(value: [Bool], fieldNumber: Int) throws {}
  mutating func visitRepeatedStringField(value: [String], fieldNumber: Int) throws {}
  mutating func visitRepeatedBytesField(value: [Data], fieldNumber: Int) throws {}
  mutating func visitRepeatedEnumField<E: Enum>(value: [E], fieldNumber: Int) throws {}

  mutating func visitRepeatedMessageField<M: Message>(value: [M], fieldNumber: Int) throws {
    guard numbers.contains(fieldNumber) else { return }
    for message in value {
      try visitSingularMessageField(value: message, fieldNumber: fieldNumber)
    }
  }
}
