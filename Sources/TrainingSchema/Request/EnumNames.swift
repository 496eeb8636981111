import SwiftProtobuf

/// Checks that a value with the lowest possible number has a Swift name of its own. If two values
/// have the same name, their numbers become part of it, but the lowest number can't be negated in
/// 32 bits.
enum EnumNames: RequestRule {
  static let name = "enum-name"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      file.enums.filter { hasFault($0.proto) }.map {
        RequestFault(
          file,
          "a value of \($0.fullName) has the number \(Int32.min) and the same Swift name as "
            + "another value",
          remedy: "change its name or its number")
      }
    }
  }

  private static func hasFault(_ type: Google_Protobuf_EnumDescriptorProto) -> Bool {
    let lowest = type.value.filter { $0.number == .min }.map { plain($0.name, in: type) }
    guard !lowest.isEmpty else { return false }
    let others = Set(type.value.filter { $0.number != .min }.map { plain($0.name, in: type) })
    return lowest.contains(where: others.contains)
  }

  /// Returns the name without the enum's name as a prefix, underscores and case. Names that differ
  /// in this form differ in Swift.
  private static func plain(
    _ name: String, in type: Google_Protobuf_EnumDescriptorProto
  ) -> Substring {
    let letters = name.lowercased().filter { $0 != "_" }
    let prefix = type.name.lowercased().filter { $0 != "_" }
    return letters.hasPrefix(prefix) ? letters.dropFirst(prefix.count) : letters[...]
  }
}
