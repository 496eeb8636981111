public import SwiftProtobuf

/// What the caller of a decoding wants, beside the bytes. Kept apart from the reader, which stays a
/// handful of words that cost nothing to copy.
@usableFromInline
struct DecodingRequest {
  @usableFromInline
  let extensions: KnownExtensions?

  @usableFromInline
  let options: BinaryDecodingOptions

  @inlinable
  init(extensions: KnownExtensions?, options: BinaryDecodingOptions) {
    self.extensions = extensions
    self.options = options
  }
}

/// Extensions behind a reference: most callers have none, and no reference is cheaper to hand on
/// than no map of unknown type.
@usableFromInline
final class KnownExtensions {
  @usableFromInline
  let map: any ExtensionMap

  @usableFromInline
  init(_ map: any ExtensionMap) {
    self.map = map
  }
}
