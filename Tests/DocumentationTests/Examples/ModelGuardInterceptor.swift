import GRPCCore
import TrainingManifest
import TrainingProvider
import TrainingRuntime

enum ModelGuardInterceptorComment {
  struct Speech: RegistrableRPCService {
    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {}
  }

  static func serve(over transport: some ServerTransport, _ provider: ModelProvider) async throws {
    // EXAMPLE
    try await server.serve()
  }
}
