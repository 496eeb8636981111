public import SwiftProtobuf

/// Where the declarations of one proto stand, and the comments on them.
public final class SourceInfo {
  /// Every place that `protoc` tells of, in its order.
  let locations: [Google_Protobuf_SourceCodeInfo.Location]

  /// The index of the last location of each path.
  private let indices: [[Int32]: Int]

  init(_ info: Google_Protobuf_SourceCodeInfo) {
    self.locations = info.location
    self.indices = Dictionary(
      info.location.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// What there is to know about a path.
  public func location(at path: [Int32]) -> Google_Protobuf_SourceCodeInfo.Location? {
    indices[path].map { locations[$0] }
  }
}
