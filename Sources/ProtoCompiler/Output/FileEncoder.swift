internal import SwiftProtobuf

/// Encodes a file's descriptor with its locations, which aren't made into messages for that.
struct FileEncoder {
  private let descriptor: Google_Protobuf_FileDescriptorProto
  private let locations: SourceInfo?

  /// - Parameters:
  ///   - descriptor: the descriptor.
  ///   - locations: the locations, unless the descriptor has them.
  init(_ descriptor: Google_Protobuf_FileDescriptorProto, _ locations: SourceInfo?) {
    self.descriptor = descriptor
    self.locations = locations
  }

  /// The file as an element of a repeated field, such as `file` of a `FileDescriptorSet`.
  ///
  /// - Parameter number: the number of that field.
  func element(of number: Int32) -> [UInt8] {
    var body = encoded(head)
    if let locations {
      body.append(0x4a)
      WireLength.append(locations.encodedSize, to: &body)
      locations.append(to: &body)
    }
    body += encoded(tail)
    var writer = WireWriter()
    writer.tag(number, .lengthDelimited)
    writer.lengthDelimited(body)
    return writer.bytes
  }

  /// The fields before `source_code_info`, which has the number 9.
  private var head: Google_Protobuf_FileDescriptorProto {
    var head = descriptor
    head.publicDependency = []
    head.weakDependency = []
    head.optionDependency = []
    head.clearSyntax()
    head.clearEdition()
    head.unknownFields = .init()
    return head
  }

  /// The fields after it.
  private var tail: Google_Protobuf_FileDescriptorProto {
    var tail = Google_Protobuf_FileDescriptorProto()
    tail.publicDependency = descriptor.publicDependency
    tail.weakDependency = descriptor.weakDependency
    tail.optionDependency = descriptor.optionDependency
    if descriptor.hasSyntax { tail.syntax = descriptor.syntax }
    if descriptor.hasEdition { tail.edition = descriptor.edition }
    tail.unknownFields = descriptor.unknownFields
    return tail
  }

  /// All of a descriptor's fields are set by this module, so none is missing.
  private func encoded(_ file: Google_Protobuf_FileDescriptorProto) -> [UInt8] {
    (try? file.serializedBytes(partial: true)) ?? []
  }
}

/// The length of what follows, as the wire format has it.
enum WireLength {
  static func append(_ length: Int, to output: inout [UInt8]) {
    var rest = length
    while rest >= 0x80 {
      output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    output.append(UInt8(truncatingIfNeeded: rest))
  }
}
