import GRPCCore
import GRPCProtobuf
import Testing

/// Expects a call to fail with a gRPC status and a reason in its `ErrorInfo`.
///
/// - Returns: the status with its details.
@discardableResult
func expect(
  _ code: RPCError.Code, _ reason: String, location: SourceLocation = #_sourceLocation,
  _ call: () async throws -> some Any
) async throws -> GoogleRPCStatus {
  let error = await #expect(throws: RPCError.self, sourceLocation: location) {
    _ = try await call()
  }
  let status = try #require(try error?.unpackGoogleRPCStatus(), sourceLocation: location)
  #expect(status.code == code, sourceLocation: location)
  #expect(
    status.details.compactMap(\.errorInfo).map(\.reason) == [reason], sourceLocation: location)
  return status
}
