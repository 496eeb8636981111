/// The reason why a message can't be encoded.
public enum WireEncodingError: Error, Hashable, Sendable {
  /// The encoding would have `bytes` bytes, which exceeds protobuf's limit of 2 GiB.
  case tooLarge(bytes: Int)
}
