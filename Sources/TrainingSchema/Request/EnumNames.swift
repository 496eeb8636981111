import SwiftProtobuf

/// The lowest number there is has a name of its own in Swift. Where two values have one name, their
/// numbers become part of it, and this one's positive is no number of 32 bits.
enum EnumNames: RequestRule {
  static let name = "enum-name"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      file.enums.filter { hasFault($0.proto) }.map {
        RequestFault(
          file,
          "a value of \($0.fullName) has the name of another in Swift, and the number \(Int32.min)",
          remedy: "give it another name or number")
      }
    }
  }

  private static func hasFault(_ type: Google_Protobuf_EnumDescriptorProto) -> Bool {
    let lowest = type.value.filter { $0.number == .min }.map { plain($0.name, in: type) }
    guard !lowest.isEmpty else { return false }
    let others = Set(type.value.filter { $0.number != .min }.map { plain($0.name, in: type) })
    return lowest.contains(where: others.contains)
  }

  /// What is left of a name without the enum's in front, underscores and case: no less than Swift's
  /// name depends on.
  private static func plain(
    _ name: String, in type: Google_Protobuf_EnumDescriptorProto
  ) -> Substring {
    let letters = name.lowercased().filter { $0 != "_" }
    let prefix = type.name.lowercased().filter { $0 != "_" }
    return letters.hasPrefix(prefix) ? letters.dropFirst(prefix.count) : letters[...]
  }
}
