import SwiftProtobuf

/// The facts of the protobuf types that need no name from the proto.
struct ScalarKind {
  let type: String
  let name: String
  let wireType: UInt32
  let defaultValue: String
  let setTest: ValuePlan.SetTest

  private init(
    _ type: String, _ name: String, wire wireType: UInt32, default defaultValue: String = "0",
    _ setTest: ValuePlan.SetTest = .differs
  ) {
    self.type = type
    self.name = name
    self.wireType = wireType
    self.defaultValue = defaultValue
    self.setTest = setTest
  }

  /// `nil` for enums, messages and groups.
  init?(_ type: Google_Protobuf_FieldDescriptorProto.TypeEnum) {
    switch type {
    case .double: self.init("Double", "Double", wire: 1, .hasBits)
    case .float: self.init("Float", "Float", wire: 5, .hasBits)
    case .int64: self.init("Int64", "Int64", wire: 0)
    case .uint64: self.init("UInt64", "UInt64", wire: 0)
    case .int32: self.init("Int32", "Int32", wire: 0)
    case .uint32: self.init("UInt32", "UInt32", wire: 0)
    case .sint32: self.init("Int32", "SInt32", wire: 0)
    case .sint64: self.init("Int64", "SInt64", wire: 0)
    case .fixed64: self.init("UInt64", "Fixed64", wire: 1)
    case .fixed32: self.init("UInt32", "Fixed32", wire: 5)
    case .sfixed32: self.init("Int32", "SFixed32", wire: 5)
    case .sfixed64: self.init("Int64", "SFixed64", wire: 1)
    case .bool: self.init("Bool", "Bool", wire: 0, default: "false")
    case .string: self.init("String", "String", wire: 2, default: "String()", .isNotEmpty)
    case .bytes: self.init("Data", "Bytes", wire: 2, default: "Data()", .isNotEmpty)
    case .enum, .message, .group: return nil
    }
  }
}
