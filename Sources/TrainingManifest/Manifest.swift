/// The training methods of protos and their options: the content of `service.training.json`.
///
/// The generator writes this file for other programs. The generated Swift contains the same value
/// as `Manifest.service_service`, so a server doesn't have to parse the file.
/// `manifest.schema.json` describes each field, too.
public struct Manifest: Codable, Hashable, Sendable {
  /// The format version that the current code writes.
  public static let currentVersion = 1

  /// The version of the manifest's format. Readers refuse unknown versions.
  public var manifestVersion: Int

  /// The proto files that were read, as `protoc` names them, for example `service.proto`.
  public var sources: [String]

  /// The training methods, in the order in which the files declare them.
  public var methods: [TrainingMethod]

  /// The marketplace daemon's view of the files.
  public var daemon: DaemonView

  /// Creates a manifest of the current version.
  public init(sources: [String], methods: [TrainingMethod], daemon: DaemonView) {
    self.manifestVersion = Self.currentVersion
    self.sources = sources
    self.methods = methods
    self.daemon = daemon
  }
}
