import SwiftProtobuf

extension WireMessage {
  /// Creates a message from its binary encoding. Long `bytes` fields aren't copied: they share the
  /// memory of the encoding, and keep `owner`. Don't change them in place.
  ///
  /// - Parameters:
  ///   - bytes: the encoded message.
  ///   - owner: what keeps the memory of `bytes` as it is for as long as the value or a copy of it
  ///     exists.
  /// - Throws: ``WireDecodingError``
  package init(
    sharing bytes: UnsafeRawBufferPointer, of owner: any Sendable
  ) throws(WireDecodingError) {
    self.init()
    try merge(
      buffer: bytes, nil, partial: false, options: BinaryDecodingOptions(),
      sharing: SharedBytes(bytes, of: owner))
  }
}
