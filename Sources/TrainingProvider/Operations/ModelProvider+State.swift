import Logging

extension ModelProvider {
  /// What the provider is doing, for operators.
  ///
  /// - Parameter limit: how many models to read of each status.
  /// - Throws: errors of the registry and the file system.
  public func state(modelsOfEachStatus limit: Int = 50) async throws -> ProviderState {
    try await stateReader.read(modelsOfEachStatus: limit)
  }

  /// Sets the gauges of the provider's metrics. The provider does this itself every 15 s; call it
  /// before metrics are read, so that they are up to date.
  ///
  /// - Throws: errors of the registry and the file system.
  public func recordState() async throws {
    metrics.record(try await state(modelsOfEachStatus: 0))
  }

  /// Sets the gauges every now and then, if there is a backend, until the task is cancelled.
  func recordStates(every interval: Duration = .seconds(15)) async {
    while metrics.instruments.isRecording, !Task.isCancelled {
      // An error is ignored: whatever works on the registry reports it.
      try? await recordState()
      try? await Task.sleep(for: interval)
    }
  }
}
