extension ProviderError {
  /// There never was a model of that identifier.
  static func modelNotFound(_ id: String) -> ProviderError {
    ProviderError(
      .modelNotFound, "there is no model \(id): create one with create_model", modelID: id)
  }
}
