import Synchronization

/// How SwiftProtobuf encodes messages, for those who compare its encoding with the codec's.
@_spi(Comparison) public enum FieldVisits {
  private static let flag = Atomic(false)

  static var areForced: Bool { flag.load(ordering: .relaxed) }

  /// Lets SwiftProtobuf visit messages field by field from now on, and not be handed what the codec
  /// encodes. Has no effect once a message has been encoded that way.
  public static func force() {
    flag.store(true, ordering: .relaxed)
  }
}
