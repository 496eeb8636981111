public import SwiftProtobuf

/// The locations of a file's `source_code_info`, in protoc's order.
public struct SourceInfo: Sendable {
  /// One location.
  struct Location: Sendable {
    var path: [Int32]
    var span: [Int32]
    var leading: String?
    var trailing: String?
    var detached: [String] = []
  }

  var locations: [Location] = []

  /// Replaces the paths of options by those of the fields that they set, as protoc does once options
  /// are interpreted.
  ///
  /// - Parameter paths: by the path of an `uninterpreted_option`, the path of the field that it set.
  public mutating func moveOptions(_ paths: [[Int32]: [Int32]]) {
    for index in locations.indices {
      if let path = paths[locations[index].path] { locations[index].path = path }
    }
  }

  /// The locations as a message.
  public func message() -> Google_Protobuf_SourceCodeInfo {
    var info = Google_Protobuf_SourceCodeInfo()
    info.location = locations.map { location in
      var result = Google_Protobuf_SourceCodeInfo.Location()
      result.path = location.path
      result.span = location.span
      if let leading = location.leading { result.leadingComments = leading }
      if let trailing = location.trailing { result.trailingComments = trailing }
      result.leadingDetachedComments = location.detached
      return result
    }
    return info
  }
}
