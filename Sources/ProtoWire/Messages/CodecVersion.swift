/// The version of the calls that generated code makes into this library.
///
/// Generated code names the version that it is generated for. When a call changes, a new version
/// replaces this one, and code that was generated for the old calls doesn't compile. The compiler's
/// error then says to generate the code again.
public enum CodecVersion2 {}

/// The version before ``CodecVersion2``. The generator no longer supports it.
@available(
  *, unavailable,
  message: """
    this file was generated for an older version of ProtoWire: generate it again, with the \
    protoc-gen-swift-training of the package that ProtoWire comes from
    """
)
public enum CodecVersion1 {}
