import SwiftProtobuf

/// Checks that the option `swift_prefix` can be the beginning of a Swift name. `protoc` accepts any
/// text.
enum SwiftPrefixes: RequestRule {
  static let name = "swift-prefix"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.filter { file in
      let prefix = file.proto.options.swiftPrefix
      return !prefix.isEmpty && !Identifiers.isIdentifier(prefix)
    }.map {
      RequestFault(
        $0, "the option swift_prefix can't be the beginning of a Swift name",
        remedy: "use ASCII letters, digits and underscores")
    }
  }
}
