public import SwiftProtobuf

/// What is the same for a whole encoding, such as the options and extensions that a caller passes.
/// It isn't part of the reader, so that the reader stays small and is cheap to copy.
@usableFromInline
struct DecodingRequest {
  @usableFromInline
  let extensions: KnownExtensions?

  @usableFromInline
  let options: BinaryDecodingOptions

  /// The memory that long `bytes` fields may share; `nil` if they are copied.
  @usableFromInline
  let shared: SharedBytes?

  /// The end of the whole encoding. Up to here, bytes may be looked at.
  @usableFromInline
  let end: UnsafePointer<UInt8>

  @inlinable
  init(
    extensions: KnownExtensions?, options: BinaryDecodingOptions,
    sharing shared: SharedBytes? = nil, end: UnsafeRawPointer
  ) {
    self.end = end.assumingMemoryBound(to: UInt8.self)
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
