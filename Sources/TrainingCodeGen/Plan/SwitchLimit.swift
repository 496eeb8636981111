/// How large a switch can be: the compiler cannot prove that a switch over thousands of cases is
/// exhaustive (apple/swift-protobuf#904).
enum SwitchLimit {
  /// The most cases that one switch has.
  static let cases = 500
}
