public import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension WireSizes {
  /// Encodes a message that doesn't have a ProtoWire codec, and returns its size.
  @usableFromInline
  mutating func encodeForeign(_ message: some SwiftProtobuf.Message) -> Int {
    foreignEncodings().append { try message.serializedBytes(partial: true, options: options) }
  }
}

extension WireWriter {
  /// Writes the next of the messages that were encoded while measuring.
  mutating func encodedForeign() {
    withNextForeign { encoded, writer in writer.bytes(encoded) }
  }

  /// Passes the next of the messages that were encoded while measuring to `body`, which writes it.
  mutating func withNextForeign(
    _ body: (UnsafeRawBufferPointer, inout WireWriter) -> Void
  ) {
    guard let encoded = foreign?.takeNext() else { Fault.unmeasured.stop() }
    encoded.withUnsafeBytes { body($0, &self) }
  }
}

extension WireReader {
  /// Merges `bytes` into a message that doesn't have a ProtoWire codec.
  ///
  /// - Parameter levels: the number of levels that the message is deeper than the current one.
  @usableFromInline
  func decodeForeign(
    _ bytes: UnsafeRawBufferPointer, into message: inout some SwiftProtobuf.Message,
    levelsDeeper levels: Int
  ) throws(WireDecodingError) {
    guard depthLeft >= levels else { throw .messageDepthLimit }
    var options = options
    options.messageDepthLimit = depthLeft + 1 - levels
    do {
      try message.merge(
        serializedBytes: Data(bytes), extensions: extensions, partial: true, options: options)
    } catch let error as WireDecodingError {
      throw error
    } catch {
      throw .malformedProtobuf
    }
  }
}
