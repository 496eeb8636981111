public import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A nested message that only SwiftProtobuf can encode: its own well-known types, for one.
public enum WireForeignMessage<Value: SwiftProtobuf.Message>: FieldCodec {
  @inlinable
  public static var wireType: UInt32 { WireType.lengthDelimited }

  @inlinable
  public static var defaultValue: Value { Value() }

  @inlinable
  public static func isDefault(_ value: Value) -> Bool { false }

  /// Encodes the message already: SwiftProtobuf does not offer a size alone.
  public static func size(_ value: Value, in sizes: inout WireSizes) -> Int {
    var encoded: [UInt8] = []
    do {
      encoded = try value.serializedBytes(partial: true, options: sizes.options)
    } catch {
      sizes.failure = sizes.failure ?? error
    }
    sizes.foreign.append(encoded)
    return encoded.count + Varint.size(UInt64(encoded.count))
  }

  public static func write(_ value: Value, to writer: inout WireWriter) {
    let encoded = writer.foreign.removeFirst()
    writer.varint(UInt64(encoded.count))
    encoded.withUnsafeBytes { bytes in
      writer.bytes(bytes)
    }
  }

  public static func read(
    _ value: inout Value, from reader: inout WireReader
  ) throws(WireDecodingError) {
    let slice = try reader.delimited()
    guard reader.depthLeft > 0 else { throw .messageDepthLimit }
    var options = reader.options
    options.messageDepthLimit = reader.depthLeft
    do {
      try value.merge(
        serializedBytes: Data(slice), extensions: reader.extensions, partial: true,
        options: options)
    } catch let error as WireDecodingError {
      throw error
    } catch {
      throw .malformedProtobuf
    }
  }
}
