import TrainingManifest

extension Daemon {
  /// Makes a call of the provider's own service, whose protos this program doesn't know.
  ///
  /// - Parameters:
  ///   - path: the method's path.
  ///   - request: the encoded message.
  ///   - service: the server.
  /// - Returns: the encoded response.
  func serviceCall(
    _ path: String, _ request: [UInt8], on service: Endpoint
  ) async throws -> Answer<[UInt8]> {
    let call = try await begin(path: path, on: service)
    defer { call.close() }
    await call.send(request, within: subject.callTime)
    call.end()
    let reply: Reply
    do {
      reply = try await call.answer(within: subject.callTime)
    } catch {
      throw CheckStop.failed("\(path): \(error)")
    }
    guard reply.status == .ok else {
      return Answer(
        call: path, result: .failure(Refusal(status: reply.status, message: reply.message)))
    }
    return Answer(call: path, result: .success(reply.body ?? []))
  }
}

extension TrainingMethod {
  /// The path of a call, for example `/service.ExampleService/stt`.
  var path: String {
    "/\(fullName.dropLast(methodName.utf8.count + 1))/\(methodName)"
  }
}

/// Protobuf's encoding of the few messages whose types this program doesn't have.
enum WireBytes {
  /// A field with a length: a string, bytes or a message.
  static func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
    varint(UInt64(number) << 3 | 2) + varint(UInt64(bytes.count)) + bytes
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80
      ? [UInt8(value)] : [UInt8(truncatingIfNeeded: value) | 0x80] + varint(value >> 7)
  }
}
