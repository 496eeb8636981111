import SwiftProtobuf

/// Checks that every name is an identifier of protobuf's language: ASCII letters, digits and
/// underscores, with no digit at the beginning.
enum Identifiers: RequestRule {
  static let name = "name"

  /// The longest allowed name in bytes. `protoc` has no limit, but deriving Swift names needs
  /// stack.
  static let limit = 4096

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      faults(inPackageOf: file)
        + names(in: file).filter { !isIdentifier($0.name) }.map {
          RequestFault(file, "\(quoted($0.name)) in \(quoted($0.scope)) isn't an identifier")
        }
    }
  }

  /// Whether `name` can be the name of a declaration.
  static func isIdentifier(_ name: some StringProtocol) -> Bool {
    guard let first = name.utf8.first, !isDigit(first) else { return false }
    return name.utf8.count <= limit && name.utf8.allSatisfy { isLetter($0) || isDigit($0) }
  }

  private static func faults(inPackageOf file: RequestFile) -> [RequestFault] {
    let package = file.proto.package
    let parts = package.split(separator: ".", omittingEmptySubsequences: false)
    guard !package.isEmpty, package.utf8.count > limit || !parts.allSatisfy(isIdentifier) else {
      return []
    }
    return [RequestFault(file, "\(quoted(package)) isn't the name of a package")]
  }

  private static func names(in file: RequestFile) -> [(name: String, scope: String)] {
    let methods = file.services.flatMap { ScopedDescriptor.list($0.proto.method, in: $0.fullName) }
    let oneofs = file.messages.flatMap {
      ScopedDescriptor.list($0.proto.oneofDecl, in: $0.fullName)
    }
    let values = file.enums.flatMap { ScopedDescriptor.list($0.proto.value, in: $0.fullName) }
    return file.messages.map { ($0.name, $0.scope) } + file.enums.map { ($0.name, $0.scope) }
      + file.fields.map { ($0.name, $0.scope) } + file.extensions.map { ($0.name, $0.scope) }
      + file.services.map { ($0.name, $0.scope) } + methods.map { ($0.name, $0.scope) }
      + oneofs.map { ($0.name, $0.scope) } + values.map { ($0.name, $0.scope) }
  }

  /// The name as a literal, shortened for messages.
  private static func quoted(_ name: String) -> String {
    String(name.prefix(60)).debugDescription
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
