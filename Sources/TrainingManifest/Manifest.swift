/// What protos say about training: the content of `service.training.json`.
///
/// The generator writes it, programs read it, and the Swift beside it carries the same value as
/// `Manifest.service_service`, so that a server has no reason to parse anything. Each field is
/// described in `manifest.schema.json`, too.
public struct Manifest: Codable, Hashable, Sendable {
  /// The version of this shape that the current code writes.
  public static let currentVersion = 1

  /// The version of the manifest's shape; a reader refuses a version it does not know.
  public var manifestVersion: Int

  /// The proto files that were read, as `protoc` names them, e.g. `service.proto`.
  public var sources: [String]

  /// The training methods, in the order in which the files declare them.
  public var methods: [TrainingMethod]

  /// What the marketplace's daemon makes of the files.
  public var daemon: DaemonView

  public init(sources: [String], methods: [TrainingMethod], daemon: DaemonView) {
    self.manifestVersion = Self.currentVersion
    self.sources = sources
    self.methods = methods
    self.daemon = daemon
  }
}
