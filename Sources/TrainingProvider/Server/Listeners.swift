import ServiceLifecycle

/// Both servers of a provider, which start and shut down together.
struct Listeners: Service {
  let service: ListenerServer
  let maintenance: ListenerServer

  func run() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await service.run() }
      group.addTask { try await maintenance.run() }
    }
  }

  /// Where the servers listen, as soon as both do; `nil` if one can't.
  var endpoints: ProviderServer.Endpoints? {
    get async {
      guard let service = await service.url, let maintenance = await maintenance.url else {
        return nil
      }
      return ProviderServer.Endpoints(service: service, maintenance: maintenance)
    }
  }

  /// The certificates that have to be reloaded.
  var certificates: [any Service] { [service, maintenance].compactMap(\.certificates) }

  /// How many connections can be open at once.
  var maxConnections: Int { service.maxConnections + maintenance.maxConnections }
}
