import SwiftProtobuf

/// An enum has a value, the first one in proto3 being 0.
enum EnumValues: RequestRule {
  static let name = "enum-value"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      file.enums.compactMap { type in
        guard let first = type.proto.value.first else {
          return RequestFault(file, "the enum \(type.fullName) has no values")
        }
        guard file.isProto3, first.number != 0 else { return nil }
        return RequestFault(file, "the enum \(type.fullName) does not begin with 0")
      }
    }
  }
}
