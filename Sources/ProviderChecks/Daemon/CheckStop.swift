/// Ends a check before its end.
enum CheckStop: Error {
  /// The provider did something that breaks in production.
  case failed(String)

  /// The check doesn't apply to this provider.
  case notApplicable(String)
}
