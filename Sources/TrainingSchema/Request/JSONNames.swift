import SwiftProtobuf

/// Checks that every field has a JSON name.
enum JSONNames: RequestRule {
  static let name = "json-name"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      (file.fields + file.extensions).filter { field in
        !field.proto.hasJsonName || field.proto.jsonName.utf8.contains(0)
      }.map { RequestFault(file, "the field \($0.fullName) has no valid JSON name") }
    }
  }
}
