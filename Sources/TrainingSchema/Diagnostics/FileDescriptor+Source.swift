import SwiftProtobuf
import SwiftProtobufPluginLibrary

extension FileDescriptor {
  /// The file as `protoc` sent it, which says more than descriptors do.
  var sent: Google_Protobuf_FileDescriptorProto {
    var everything = ExtractProtoOptions()
    everything.includeSourceCodeInfo = true
    return extractProto(options: everything)
  }
}

extension Google_Protobuf_SourceCodeInfo.Location {
  /// Every comment there.
  var comments: [String] {
    leadingDetachedComments + [leadingComments, trailingComments]
  }
}
