import ServiceLifecycle

/// Makes the health NOT_SERVING when a server begins to shut down.
struct HealthShutdown: Service {
  let table: HealthTable

  func run() async {
    // A cancellation ends the server as well.
    try? await gracefulShutdown()
    table.shutDown()
  }
}
