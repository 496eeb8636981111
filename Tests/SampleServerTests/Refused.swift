import GRPCCore
import Testing

/// Expects a call to be refused with a status.
@discardableResult
func refused(
  _ code: RPCError.Code, saying text: String = "", location: SourceLocation = #_sourceLocation,
  _ call: () async throws -> some Any
) async -> RPCError? {
  let error = await #expect(throws: RPCError.self, sourceLocation: location) {
    _ = try await call()
  }
  #expect(error?.code == code, "\(error?.message ?? "")", sourceLocation: location)
  #expect(
    text.isEmpty || error?.message.contains(text) == true, "\(error?.message ?? "")",
    sourceLocation: location)
  return error
}
