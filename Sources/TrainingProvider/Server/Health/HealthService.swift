import GRPCCore

/// The service `grpc.health.v1.Health`.
struct HealthService: Grpc_Health_V1_Health.SimpleServiceProtocol {
  let table: HealthTable

  func check(
    request: Grpc_Health_V1_HealthCheckRequest, context: ServerContext
  ) async throws -> Grpc_Health_V1_HealthCheckResponse {
    guard let status = table.status(of: request.service) else {
      throw RPCError(
        code: .notFound,
        message: "the server has no service \(Clipping.logLine(request.service, toBytes: 256))")
    }
    return response(status)
  }

  func list(
    request: Grpc_Health_V1_HealthListRequest, context: ServerContext
  ) async throws -> Grpc_Health_V1_HealthListResponse {
    var list = Grpc_Health_V1_HealthListResponse()
    list.statuses = table.statuses.mapValues(response)
    return list
  }

  func watch(
    request: Grpc_Health_V1_HealthCheckRequest,
    response writer: RPCWriter<Grpc_Health_V1_HealthCheckResponse>, context: ServerContext
  ) async throws {
    let watch = try table.watch(request.service)
    defer { watch.end() }
    try await withRPCCancellationHandler {
      for await status in watch.statuses { try await writer.write(response(status)) }
    } onCancelRPC: {
      watch.end()
    }
    throw HealthTable.shuttingDown
  }

  private func response(
    _ status: HealthTable.Status
  ) -> Grpc_Health_V1_HealthCheckResponse {
    var response = Grpc_Health_V1_HealthCheckResponse()
    response.status = status
    return response
  }
}
