/// The version of this package, which all of its programs and libraries share.
///
/// Programs print it for `--version`. Whether generated code fits the library it is compiled with is
/// another question, answered by a version of its own: `CodecVersion1` of `ProtoWire`.
public enum ToolchainVersion {
  /// As a release is tagged.
  public static let current = "0.1.0"
}
