/// What a compiler says about an input.
public struct Verdict: Hashable, Sendable {
  /// The encoded `google.protobuf.FileDescriptorSet` with imports and source information; `nil` if
  /// the input is refused.
  public var descriptors: [UInt8]?

  /// The errors and warnings, in the order in which they were given.
  public var messages: [CompilerMessage]

  /// Creates a verdict.
  public init(descriptors: [UInt8]?, messages: [CompilerMessage]) {
    self.descriptors = descriptors
    self.messages = messages
  }

  /// The errors, without the warnings.
  public var errors: [CompilerMessage] { messages.filter { !$0.isWarning } }

  /// The warnings, without the errors.
  public var warnings: [CompilerMessage] { messages.filter(\.isWarning) }
}

/// A compiler whose verdicts can be compared with those of another.
public protocol JudgedCompiler: Sendable {
  /// Compiles an input.
  ///
  /// - Throws: an error if the compiler can't be run at all.
  func verdict(on input: CompilerInput) throws -> Verdict
}
