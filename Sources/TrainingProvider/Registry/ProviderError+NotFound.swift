extension ProviderError {
  /// An error for an identifier that no model ever had.
  package static func modelNotFound(_ id: String) -> ProviderError {
    ProviderError(
      .modelNotFound, "there is no model \(id): create one with create_model", modelID: id)
  }
}
