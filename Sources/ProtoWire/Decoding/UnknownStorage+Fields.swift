import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension UnknownStorage {
  /// Creates a storage of fields. They have been skipped one by one, so they are well formed.
  ///
  /// SwiftProtobuf doesn't let other modules fill its storage. If the storage consists of `Data`
  /// only, it is created from the bits of `fields`. Otherwise, it is created more slowly by
  /// decoding an empty message, in which every field is unknown.
  init(fields: Data) throws(WireDecodingError) {
    guard !Self.isData else {
      // A struct with a single stored property has the layout of this property.
      self = unsafeBitCast(fields, to: UnknownStorage.self)
      return
    }
    var options = BinaryDecodingOptions()
    // The depth was checked when the fields were skipped.
    options.messageDepthLimit = .max
    do {
      self = try Self.message(Google_Protobuf_Empty.self, fields, options).unknownFields
    } catch let error as WireDecodingError {
      throw error
    } catch {
      throw .malformedProtobuf
    }
  }

  /// Decodes a message with SwiftProtobuf's codec. Generic code uses that codec even if the message
  /// has a ProtoWire codec.
  private static func message<Message: SwiftProtobuf.Message>(
    _ type: Message.Type, _ bytes: Data, _ options: BinaryDecodingOptions
  ) throws -> Message {
    try Message(serializedBytes: bytes, options: options)
  }

  /// Whether a storage stores its bytes as `Data` and nothing else, according to its mirror.
  private static let isData: Bool = {
    let properties = Mirror(reflecting: UnknownStorage()).children
    return properties.count == 1 && properties.first?.label == "data"
      && properties.first.map { type(of: $0.value) == Data.self } == true
      && MemoryLayout<UnknownStorage>.size == MemoryLayout<Data>.size
  }()
}
