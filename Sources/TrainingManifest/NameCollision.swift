/// A name for which the daemon keeps only one declaration, and the declarations that share it.
public struct NameCollision: Codable, Hashable, Sendable {
  /// The name without a package, for example `Stt`.
  public var name: String

  /// The full names of the declarations that become ``name``, in the order of declaration, for
  /// example `a.S.tt` and `a.St.t`.
  public var fullNames: [String]

  /// Creates a collision.
  public init(name: String, fullNames: [String]) {
    self.name = name
    self.fullNames = fullNames
  }
}
