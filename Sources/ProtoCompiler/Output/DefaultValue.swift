internal import SwiftProtobuf

/// Default values of fields as descriptors have them.
enum DefaultValue {
  /// Returns a number as protoc writes it; `nil` if the text is right as it is.
  static func text(
    _ text: String, _ type: Google_Protobuf_FieldDescriptorProto.TypeEnum
  ) -> String? {
    switch type {
    case .float: Double(text).map { format(Float($0)) }
    case .double: Double(text).map(FloatLiteral.text)
    case .int32, .sint32, .sfixed32, .int64, .sint64, .sfixed64, .uint32, .fixed32, .uint64,
      .fixed64:
      text == "-0" ? "0" : nil
    default: nil
    }
  }

  /// Returns a number with the digits that are needed, up to 9.
  static func format(_ value: Float) -> String {
    if value.isNaN || value.isInfinite { return FloatLiteral.text(of: Double(value)) }
    let short = FloatLiteral.printed(Double(value), digits: 6)
    // protoc reads what it printed with strtof, which fails for numbers that are too small.
    let isExact = !value.isSubnormal && Float(short) == value
    return isExact ? short : FloatLiteral.printed(Double(value), digits: 9)
  }
}
