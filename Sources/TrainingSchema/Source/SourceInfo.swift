public import SwiftProtobuf

/// The source positions of the declarations in one proto, and their comments.
public final class SourceInfo {
  /// All locations from `protoc`, in its order.
  let locations: [Google_Protobuf_SourceCodeInfo.Location]

  /// The index of the last location of each path.
  private let indices: [[Int32]: Int]

  init(_ info: Google_Protobuf_SourceCodeInfo) {
    self.locations = info.location
    self.indices = Dictionary(
      info.location.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// Returns the location of a path.
  public func location(at path: [Int32]) -> Google_Protobuf_SourceCodeInfo.Location? {
    indices[path].map { locations[$0] }
  }
}
