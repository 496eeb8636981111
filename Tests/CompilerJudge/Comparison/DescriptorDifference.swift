/// A place where two encoded descriptor sets differ.
public struct DescriptorDifference: Hashable, Sendable {
  /// The path in the descriptors, for example `file[a.proto].message_type[M].field[x].json_name`.
  public let path: String

  /// The value in the first set; `nil` if it's missing.
  public let ours: String?

  /// The value in the second set; `nil` if it's missing.
  public let theirs: String?

  /// The path without names and indices, which is equal for differences of one kind.
  public var kind: String {
    path.replacing(/\[[^\]]*\]/, with: "") + (ours == nil ? " missing" : "")
      + (theirs == nil ? " superfluous" : "")
  }
}

extension DescriptorDifference: CustomStringConvertible {
  public var description: String {
    """
    \(path)
      ours:   \(ours ?? "–")
      protoc: \(theirs ?? "–")
    """
  }
}
