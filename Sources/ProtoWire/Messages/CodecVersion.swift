/// The version of the calls that generated code makes into this library.
///
/// Generated code names the version that it was written for. When a call changes, a new version
/// takes the place of this one, and code that was generated for the old calls stops compiling at a
/// line that says so.
public enum CodecVersion2 {}

/// The version before ``CodecVersion2``, which no code can be generated for any more.
@available(
  *, unavailable,
  message: """
    this file was generated for an older version of ProtoWire: generate it again, with the \
    protoc-gen-swift-training of the package that ProtoWire comes from
    """
)
public enum CodecVersion1 {}
