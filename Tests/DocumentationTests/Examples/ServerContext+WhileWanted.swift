import GRPCCore
import TrainingProvider
import TrainingRuntime

private struct NearestClips {
  func nearest(to speech: String) throws -> String { speech }
}

private func answer(
  _ speech: String, by library: NearestClips, on workers: WorkPool, _ context: ServerContext
) async throws -> String {
  // EXAMPLE
}
