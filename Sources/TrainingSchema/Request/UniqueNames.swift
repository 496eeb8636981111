import SwiftProtobuf

/// Checks that no two declarations in all files have the same full name. Enum values belong to the
/// scope that contains the enum.
enum UniqueNames: RequestRule {
  static let name = "duplicate"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    var seen: Set<String> = []
    return request.files.flatMap { file in
      names(in: file).filter { !seen.insert($0).inserted }.map {
        RequestFault(file, "\($0) is declared twice")
      }
    }
  }

  private static func names(in file: RequestFile) -> [String] {
    let methods = file.services.flatMap { ScopedDescriptor.list($0.proto.method, in: $0.fullName) }
    let oneofs = file.messages.flatMap {
      ScopedDescriptor.list($0.proto.oneofDecl, in: $0.fullName)
    }
    let values = file.enums.flatMap { ScopedDescriptor.list($0.proto.value, in: $0.scope) }
    return file.messages.map(\.fullName) + file.enums.map(\.fullName)
      + file.fields.map(\.fullName) + file.extensions.map(\.fullName)
      + file.services.map(\.fullName) + methods.map(\.fullName) + oneofs.map(\.fullName)
      + values.map(\.fullName)
  }
}
