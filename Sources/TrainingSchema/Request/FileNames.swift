import SwiftProtobuf

/// Every file has a name of its own, of one line.
enum FileNames: RequestRule {
  static let name = "file-name"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    var seen: Set<String> = []
    return request.files.compactMap { file in
      if file.name.isEmpty { return RequestFault(nil, "there is a file without a name") }
      if file.name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        return RequestFault(nil, "the file name \(file.name.debugDescription) is not of one line")
      }
      guard !seen.insert(file.name).inserted else { return nil }
      return RequestFault(file, "there is a second file of this name")
    }
  }
}
