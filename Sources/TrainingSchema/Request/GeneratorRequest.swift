public import Foundation
public import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// A request from `protoc`: descriptors, and separately the information about their source text.
public struct GeneratorRequest {
  /// The request without `source_code_info`.
  let proto: Google_Protobuf_Compiler_CodeGeneratorRequest

  /// The source positions of declarations, and their comments.
  let sources: SourceInfos

  /// The texts of files, for rules that read them.
  let texts: SourceTexts

  /// The modules that have the Swift of protos, by the names of the protos; those of
  /// `ProtoPathModuleMappings` are added to them.
  public var modules: [String: String] = [:]

  /// Creates a request from a decoded one, without texts. Decode it with ``TrainingOptions/extensions``.
  public init(_ request: Google_Protobuf_Compiler_CodeGeneratorRequest) {
    var contents: [String: SourceInfos.Content] = [:]
    var proto = request
    for index in proto.protoFile.indices {
      let file = request.protoFile[index]
      if file.hasSourceCodeInfo { contents[file.name] = .value(file.sourceCodeInfo) }
      proto.protoFile[index].clearSourceCodeInfo()
    }
    self.init(proto: proto, sources: SourceInfos(contents), texts: SourceTexts())
  }

  /// Decodes a request.
  ///
  /// - Parameters:
  ///   - bytes: the encoded request.
  ///   - extensions: the extensions of the options.
  ///   - texts: the texts of files. `protoc` passes none.
  /// - Throws: `BinaryDecodingError` if `bytes` isn't an encoded request.
  public init(
    serializedBytes bytes: Data, extensions: any ExtensionMap, texts: SourceTexts = SourceTexts()
  ) throws {
    guard let split = SplitRequest(bytes) else {
      let request = try Google_Protobuf_Compiler_CodeGeneratorRequest(
        serializedBytes: bytes, extensions: extensions)
      let plain = GeneratorRequest(request)
      self.init(proto: plain.proto, sources: plain.sources, texts: texts)
      return
    }
    let proto = try Google_Protobuf_Compiler_CodeGeneratorRequest(
      serializedBytes: split.descriptors, extensions: extensions)
    let contents = zip(proto.protoFile, split.sources).map {
      ($0.name, SourceInfos.Content.bytes($1))
    }
    self.init(
      proto: proto, sources: SourceInfos(Dictionary(contents, uniquingKeysWith: { $1 })),
      texts: texts)
  }

  private init(
    proto: Google_Protobuf_Compiler_CodeGeneratorRequest, sources: SourceInfos, texts: SourceTexts
  ) {
    self.proto = proto
    self.sources = sources
    self.texts = texts
  }
}

/// The bytes of a request, split into descriptors and source information.
private struct SplitRequest {
  /// The request without `source_code_info`, and without the second copy of the descriptors that
  /// newer versions of `protoc` add.
  private(set) var descriptors = Data()

  /// The `source_code_info` of each file, in the order of the files.
  private(set) var sources: [Data] = []

  /// Returns `nil` if the bytes aren't an encoded request.
  init?(_ bytes: Data) {
    descriptors.reserveCapacity(bytes.count / 2)
    var fields = WireFields(bytes)
    while let field = fields.next() {
      switch (field.number, field.content) {
      case (15, let file?): guard add(file: file, tag: field.whole.first) else { return nil }
      case (17, _?): continue
      default: descriptors += field.whole
      }
    }
    guard fields.isWellFormed else { return nil }
  }

  private mutating func add(file: Data, tag: UInt8?) -> Bool {
    var kept = Data()
    var source = Data()
    var fields = WireFields(file)
    while let field = fields.next() {
      if field.number == 9, let content = field.content {
        source += content
      } else {
        kept += field.whole
      }
    }
    descriptors += [tag ?? 0]
    appendVarint(kept.count)
    descriptors += kept
    sources.append(source)
    return fields.isWellFormed
  }

  private mutating func appendVarint(_ number: Int) {
    var rest = number
    while rest > 0x7F {
      descriptors.append(UInt8(truncatingIfNeeded: rest & 0x7F | 0x80))
      rest >>= 7
    }
    descriptors.append(UInt8(truncatingIfNeeded: rest))
  }
}
