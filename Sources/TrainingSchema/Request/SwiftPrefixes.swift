import SwiftProtobuf

/// A file's option `swift_prefix` can begin a Swift name; to `protoc` it is any text.
enum SwiftPrefixes: RequestRule {
  static let name = "swift-prefix"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.filter { file in
      let prefix = file.proto.options.swiftPrefix
      return !prefix.isEmpty && !Identifiers.isIdentifier(prefix)
    }.map {
      RequestFault(
        $0, "the option swift_prefix cannot begin a name in Swift",
        remedy: "use ASCII letters, digits and underscores")
    }
  }
}
