public import SwiftProtobuf

/// Finds files in descriptor sets, as protoc writes them with `--descriptor_set_out`.
public struct DescriptorSetResolver: Resolver {
  private let files: [String: Google_Protobuf_FileDescriptorProto]
  public let places: [String]

  /// Creates a resolver for descriptor sets. Of files with the same name, the first counts.
  ///
  /// - Parameters:
  ///   - sets: the descriptor sets.
  ///   - places: where the sets come from, for messages.
  public init(_ sets: [Google_Protobuf_FileDescriptorSet], places: [String] = []) {
    self.places = places
    files = Dictionary(sets.flatMap(\.file).map { ($0.name, $0) }) { first, _ in first }
  }

  public func find(_ name: String) throws(ResolverError) -> ResolvedFile? {
    files[name].map { ResolvedFile(.descriptor($0)) }
  }
}
