import SwiftProtobuf

/// Checks that ranges of numbers don't end before they begin.
enum NumberRanges: RequestRule {
  static let name = "range"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      let messages = file.messages.filter { message in
        message.proto.reservedRange.contains { $0.start >= $0.end }
          || message.proto.extensionRange.contains { $0.start >= $0.end }
      }
      let enums = file.enums.filter { type in
        // In enums, the end belongs to the range.
        type.proto.reservedRange.contains { $0.start > $0.end }
      }
      return (messages.map(\.fullName) + enums.map(\.fullName)).map {
        RequestFault(file, "\($0) has a range that ends before it begins")
      }
    }
  }
}
