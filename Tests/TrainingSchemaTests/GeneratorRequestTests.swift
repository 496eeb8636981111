import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing

@testable import TrainingSchema

@Suite struct GeneratorRequestTests {
  /// A request whose second file has a comment on its first message.
  private static var request: Google_Protobuf_Compiler_CodeGeneratorRequest {
    var request = SampleRequest.linked
    request.protoFile[1].sourceCodeInfo.location = [
      .with {
        $0.path = [4, 0]
        $0.span = [6, 2, 20]
        $0.leadingComments = " A message.\n"
      }
    ]
    return request
  }

  private func encoded(_ request: Google_Protobuf_Compiler_CodeGeneratorRequest) throws -> Data {
    try request.serializedBytes()
  }

  /// The place of the first message in the second file.
  private func place(
    in request: GeneratorRequest
  ) throws -> (location: TrainingSchema.SourceLocation, comments: [String]) {
    let schema = try #require(CheckedRequest.check(request).then(Schema.link).value)
    let place = SourcePlace(of: try #require(schema.files[1].messages.first))
    return (place.location(in: schema.sources), place.comments(in: schema.sources))
  }

  /// The generator treats an encoded request like a decoded one.
  @Test func bytesAreReadLikeValues() throws {
    let request = Self.request
    let value = GeneratorRequest(request)
    let bytes = try GeneratorRequest(
      serializedBytes: encoded(request), extensions: SimpleExtensionMap())
    #expect(value.proto == bytes.proto)
    #expect(!bytes.proto.protoFile[1].hasSourceCodeInfo)
    for read in [value, bytes] {
      let (location, comments) = try place(in: read)
      #expect(
        location
          == TrainingSchema.SourceLocation(file: request.protoFile[1].name, line: 7, column: 3))
      #expect(comments.contains(" A message.\n"))
    }
  }

  /// Newer versions of `protoc` send the files to generate from twice.
  @Test func theSecondCopyOfDescriptorsIsLeftOut() throws {
    var request = Self.request
    request.sourceFileDescriptors = request.protoFile
    let read = try GeneratorRequest(
      serializedBytes: encoded(request), extensions: SimpleExtensionMap())
    #expect(read.proto.sourceFileDescriptors.isEmpty)
    #expect(read.proto == GeneratorRequest(Self.request).proto)
  }

  @Test(arguments: [Data("junk".utf8), Data([0x7A, 0x05, 0x0A]), Data([0x7A, 0x02, 0x4A, 0x7F])])
  func whatIsNoRequestIsRefused(_ bytes: Data) {
    #expect(throws: (any Error).self) {
      try GeneratorRequest(serializedBytes: bytes, extensions: SimpleExtensionMap())
    }
  }

  /// Source information is decoded on demand, and an error names the file.
  @Test func commentsInOtherEncodingsAreFaults() throws {
    let bytes = try encoded(Self.request)
    let range = try #require(bytes.range(of: Data("message".utf8)))
    let broken = bytes.replacingSubrange(range, with: [0xE9, 0xE9, 0xE9, 0xE9, 0xE9, 0xE9, 0xE9])
    let request = try GeneratorRequest(
      serializedBytes: broken, extensions: SimpleExtensionMap())
    #expect(request.sources.faults == [])
    _ = try place(in: request)
    #expect(
      request.sources.faults.map(\.description) == [
        "\(Self.request.protoFile[1].name):7:3: error: a comment isn't UTF-8; save the file as UTF-8 "
          + "[text-encoding]"
      ])
  }
}

extension Data {
  fileprivate func replacingSubrange(_ range: Range<Int>, with bytes: [UInt8]) -> Data {
    var copy = self
    copy.replaceSubrange(range, with: bytes)
    return copy
  }
}
