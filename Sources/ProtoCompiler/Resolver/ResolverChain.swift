/// Asks one resolver after the other.
public struct ResolverChain: Resolver {
  private let resolvers: [any Resolver]

  /// Creates a resolver that asks others in order.
  public init(_ resolvers: [any Resolver]) { self.resolvers = resolvers }

  public func find(_ name: String) throws(ResolverError) -> ResolvedFile? {
    for resolver in resolvers {
      if let file = try resolver.find(name) { return file }
    }
    return nil
  }

  public var places: [String] { resolvers.flatMap(\.places) }
}
