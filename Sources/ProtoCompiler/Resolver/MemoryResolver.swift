/// Finds files in memory.
public struct MemoryResolver: Resolver {
  private let files: [String: [UInt8]]

  /// Creates a resolver for texts, by the names of their files.
  public init(_ files: [String: String]) { self.init(files.mapValues { Array($0.utf8) }) }

  /// Creates a resolver for texts in UTF-8, by the names of their files.
  public init(_ files: [String: [UInt8]]) { self.files = files }

  public func find(_ name: String) throws(ResolverError) -> ResolvedFile? {
    files[name].map { ResolvedFile(.text($0)) }
  }

  public var places: [String] { [] }
}
