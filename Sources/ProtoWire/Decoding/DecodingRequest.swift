public import SwiftProtobuf

/// The options and extensions that a caller passes for decoding. They aren't part of the reader, so
/// that the reader stays small and is cheap to copy.
@usableFromInline
struct DecodingRequest {
  @usableFromInline
  let extensions: KnownExtensions?

  @usableFromInline
  let options: BinaryDecodingOptions

  /// The memory that long `bytes` fields may share; `nil` if they are copied.
  @usableFromInline
  let shared: SharedBytes?

  @inlinable
  init(
    extensions: KnownExtensions?, options: BinaryDecodingOptions, sharing shared: SharedBytes? = nil
  ) {
    self.extensions = extensions
    self.options = options
    self.shared = shared
  }
}

/// A reference to the extensions that a caller passes. Most callers don't pass any, and an optional
/// reference is cheaper to pass on than an optional `any ExtensionMap`.
@usableFromInline
final class KnownExtensions {
  @usableFromInline
  let map: any ExtensionMap

  @usableFromInline
  init(_ map: any ExtensionMap) {
    self.map = map
  }
}
