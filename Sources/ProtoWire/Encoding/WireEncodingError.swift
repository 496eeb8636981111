/// Why a message has no binary encoding.
public enum WireEncodingError: Error, Hashable, Sendable {
  /// The encoding would take `bytes` bytes; protobuf's limit is 2 GiB.
  case tooLarge(bytes: Int)
}
