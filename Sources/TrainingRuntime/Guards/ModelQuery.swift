/// One field of a request that names models, and how to find them.
///
/// Generated code makes one for every model field: ``OneModel``, ``ChosenModel`` or ``EachModel``.
public protocol ModelQuery: Sendable {
  /// What a handler gets for the field.
  associatedtype Value: Sendable

  /// What the field names.
  var named: NamedModels { get }

  /// Finds the models.
  ///
  /// - Parameters:
  ///   - modelGuard: looks the models up.
  ///   - violations: gets what is wrong.
  /// - Returns: `nil` if anything is wrong.
  func find(
    by modelGuard: ModelGuard, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> Value?
}

/// The models that one field of a request names.
public struct NamedModels: Hashable, Sendable {
  /// The field's name in the proto.
  let field: String

  /// The identifiers, "" where the field is there without one.
  var ids: [String]

  /// Whether the field names nothing at all.
  var isSilent: Bool { ids.allSatisfy(\.isEmpty) }
}
