import SwiftProtobuf

/// Checks that field numbers are valid and unique within their message.
enum FieldNumbers: RequestRule {
  static let name = "field-number"

  private static let allowed: ClosedRange<Int32> = 1...536_870_911
  private static let reserved: ClosedRange<Int32> = 19_000...19_999

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    request.files.flatMap { file in
      file.messages.flatMap { faults(in: $0, of: file) }
        + file.extensions.filter { $0.proto.number < allowed.lowerBound }.map {
          fault(file, $0)
        }
    }
  }

  private static func faults(
    in message: ScopedDescriptor<Google_Protobuf_DescriptorProto>, of file: RequestFile
  ) -> [RequestFault] {
    var seen: Set<Int32> = []
    return ScopedDescriptor.list(message.proto.field, in: message.fullName).compactMap { field in
      let number = field.proto.number
      guard allowed.contains(number), !reserved.contains(number) else { return fault(file, field) }
      guard !seen.insert(number).inserted else { return nil }
      return RequestFault(file, "\(message.fullName) has two fields with the number \(number)")
    }
  }

  private static func fault(
    _ file: RequestFile, _ field: ScopedDescriptor<Google_Protobuf_FieldDescriptorProto>
  ) -> RequestFault {
    RequestFault(
      file, "the field \(field.fullName) has the invalid number \(field.proto.number)")
  }
}
