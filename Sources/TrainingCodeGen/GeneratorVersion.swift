/// The version of the generator.
public enum GeneratorVersion {
  /// As a release is tagged.
  public static let current = "0.1.0"
}
