import SwiftProtobuf

extension Google_Protobuf_SourceCodeInfo.Location {
  /// All comments at this location.
  var comments: [String] {
    leadingDetachedComments + [leadingComments, trailingComments]
  }
}
