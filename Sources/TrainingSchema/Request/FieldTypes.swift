import SwiftProtobuf

/// Checks that every field has a type and a label, and that its syntax allows them.
enum FieldTypes: RequestRule {
  static let name = "field-type"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      (file.fields + file.extensions).compactMap { field in
        fault(of: field.proto, in: file).map {
          RequestFault(file, "the field \(field.fullName) \($0)")
        }
      }
    }
  }

  private static func fault(
    of field: Google_Protobuf_FieldDescriptorProto, in file: RequestFile
  ) -> String? {
    guard field.hasType else { return "has no type" }
    guard field.hasLabel else { return "has no label" }
    guard file.isProto3 else { return nil }
    if field.type == .group { return "is a group, which proto3 doesn't allow" }
    if field.label == .required { return "is required, which proto3 doesn't allow" }
    return nil
  }
}
