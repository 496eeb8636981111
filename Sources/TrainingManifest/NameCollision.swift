/// A name under which the daemon keeps only one thing, and what competes for it.
public struct NameCollision: Codable, Hashable, Sendable {
  /// The name without package, e.g. `Stt`.
  public var name: String

  /// The full names that come out as ``name``, in the order of declaration, e.g. `a.S.tt` and
  /// `a.St.t`.
  public var fullNames: [String]

  public init(name: String, fullNames: [String]) {
    self.name = name
    self.fullNames = fullNames
  }
}
