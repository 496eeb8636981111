import SwiftProtobuf

/// Checks that every file has a unique name without control characters.
enum FileNames: RequestRule {
  static let name = "file-name"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    var seen: Set<String> = []
    return request.files.compactMap { file in
      if file.name.isEmpty { return RequestFault(nil, "a file has no name") }
      if file.name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        return RequestFault(
          nil,
          "the file name \(file.name.debugDescription) contains a control character")
      }
      guard !seen.insert(file.name).inserted else { return nil }
      return RequestFault(file, "there is a second file with this name")
    }
  }
}
