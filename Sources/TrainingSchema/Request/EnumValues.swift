import SwiftProtobuf

/// Checks that each enum has a value, and that the first value is 0 in proto3.
enum EnumValues: RequestRule {
  static let name = "enum-value"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      file.enums.compactMap { type in
        guard let first = type.proto.value.first else {
          return RequestFault(file, "the enum \(type.fullName) has no values")
        }
        guard file.isProto3, first.number != 0 else { return nil }
        return RequestFault(file, "the first value of the enum \(type.fullName) isn't 0")
      }
    }
  }
}
