import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension UnknownStorage {
  /// Creates a storage of some fields, which have been skipped one by one and so are well formed.
  ///
  /// SwiftProtobuf lets nobody else fill its storage. But every field is unknown to an empty
  /// message, so decoding one makes the storage wanted, if slowly.
  init(fields: Data) throws(WireDecodingError) {
    guard !Self.isData else {
      // A struct has the layout of the one property that it stores.
      self = unsafeBitCast(fields, to: UnknownStorage.self)
      return
    }
    var options = BinaryDecodingOptions()
    // Nesting was limited when the fields were skipped.
    options.messageDepthLimit = .max
    do {
      self = try Self.message(Google_Protobuf_Empty.self, fields, options).unknownFields
    } catch let error as WireDecodingError {
      throw error
    } catch {
      throw .malformedProtobuf
    }
  }

  /// A message as SwiftProtobuf decodes it, which generic code asks for even if there is a codec of
  /// ours.
  private static func message<Message: SwiftProtobuf.Message>(
    _ type: Message.Type, _ bytes: Data, _ options: BinaryDecodingOptions
  ) throws -> Message {
    try Message(serializedBytes: bytes, options: options)
  }

  /// Whether a storage stores its bytes as `Data` and nothing else, by what its type says of
  /// itself.
  private static let isData: Bool = {
    let properties = Mirror(reflecting: UnknownStorage()).children
    return properties.count == 1 && properties.first?.label == "data"
      && properties.first.map { type(of: $0.value) == Data.self } == true
      && MemoryLayout<UnknownStorage>.size == MemoryLayout<Data>.size
  }()
}
