/// The version of this package, which all its programs and libraries share.
///
/// Programs print it for `--version`. Generated code checks its compatibility with the library by a
/// separate version, `CodecVersion2` of `ProtoWire`.
public enum ToolchainVersion {
  /// The version, as in the tag of the release.
  public static let current = "0.1.0"
}
