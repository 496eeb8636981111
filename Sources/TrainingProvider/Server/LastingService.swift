import ServiceLifecycle

/// A service that may end by itself. A group takes such an end for a failure of the whole group.
struct LastingService: Service {
  let service: any Service

  func run() async throws {
    try await service.run()
    try? await gracefulShutdown()
  }
}
