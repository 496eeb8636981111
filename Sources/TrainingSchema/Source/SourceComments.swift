import SwiftProtobuf

extension Google_Protobuf_SourceCodeInfo.Location {
  /// Every comment there.
  var comments: [String] {
    leadingDetachedComments + [leadingComments, trailingComments]
  }
}
