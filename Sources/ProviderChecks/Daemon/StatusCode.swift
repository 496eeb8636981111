/// A status code of gRPC.
struct StatusCode: Hashable, Sendable, CustomStringConvertible {
  let rawValue: Int

  static let ok = StatusCode(rawValue: 0)
  static let unknown = StatusCode(rawValue: 2)
  static let notFound = StatusCode(rawValue: 5)
  static let unimplemented = StatusCode(rawValue: 12)
  static let `internal` = StatusCode(rawValue: 13)

  /// Whether a server answers with this code without having decided to: gRPC itself reports an
  /// exception or a method without code in this way.
  var isAccident: Bool {
    [Self.unknown, .unimplemented, .internal].contains(self)
  }

  var description: String {
    Self.names.indices.contains(rawValue) ? Self.names[rawValue] : "status \(rawValue)"
  }

  /// The names by code, from the specification of gRPC's status codes.
  private static let names = [
    "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
    "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",
    "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
  ]
}
