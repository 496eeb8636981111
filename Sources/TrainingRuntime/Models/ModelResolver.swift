/// Finds stored models by their identifier: the guards' only question to a registry.
///
/// A resolver does not decide anything. It reports what is stored, deleted models included, and
/// the guard decides in one place who may use which model.
public protocol ModelResolver: Sendable {
  /// Returns the model with the identifier `id`, or `nil` if there never was one.
  ///
  /// - Parameter id: 1 to 128 printable ASCII characters; the guard has checked.
  /// - Throws: any error if the registry cannot be read. The call then ends with UNAVAILABLE.
  func model(withID id: String) async throws -> ModelDescription?
}
