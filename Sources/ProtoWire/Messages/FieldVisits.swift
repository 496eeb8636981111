import Synchronization

/// Controls how SwiftProtobuf encodes messages, for code that compares its encoding with the
/// codec's.
@_spi(Comparison) public enum FieldVisits {
  private static let flag = Atomic(false)

  static var areForced: Bool { flag.load(ordering: .relaxed) }

  /// Makes SwiftProtobuf visit messages field by field from now on, instead of using the codec's
  /// encoding. The call has no effect once SwiftProtobuf has used the codec's encoding of a
  /// message.
  public static func force() {
    flag.store(true, ordering: .relaxed)
  }
}
