/// What one proto file says about training: the content of `service.training.json`.
///
/// The generator writes it, programs read it, and the Swift beside it carries the same values as
/// static metadata, so that a server has no reason to parse anything.
public struct Manifest: Codable, Hashable, Sendable {
  /// The version of this shape that the current code writes.
  public static let currentVersion = 1

  /// The version of the manifest's shape; a reader refuses a version it does not know.
  public var manifestVersion: Int

  /// The proto file that was read, as `protoc` names it, e.g. `service.proto`.
  public var source: String

  /// The training methods, in the order in which the file declares them.
  public var methods: [TrainingMethod]

  public init(source: String, methods: [TrainingMethod]) {
    self.manifestVersion = Self.currentVersion
    self.source = source
    self.methods = methods
  }
}
