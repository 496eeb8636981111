import Foundation
import GRPCCore
import Testing

@testable import TrainingProvider

@Suite struct MessageSizeTests {
  private let limits = TransportLimits(maxMessageBytes: 1000)

  @Test func messagesOfTheLargestSizeAreTaken() async throws {
    try await ServerUnderTest.run(limits) { test in
      try await test.withClient { client in
        try await client.send(Data(count: 1000))
      }
      #expect(test.service.messages == 1)
    }
  }

  /// The client gets the reason. The service only gets an error that a message can't be read.
  @Test func largerMessagesEndTheCallWithWords() async throws {
    try await ServerUnderTest.run(limits) { test in
      try await test.withClient { client in
        let error = await #expect(throws: RPCError.self) {
          try await client.send(Data(count: 1000), Data(count: 1001))
        }
        #expect(error?.code == .resourceExhausted)
        #expect(error?.message.contains("larger than the 1000 bytes allowed") == true)
      }
      try await eventually("service hears nothing") { test.service.failures.count == 1 }
      let error = try #require(test.service.failures.first as? RPCError)
      #expect(error.code == .internalError)
      #expect(error.message == "Failed to decode message")
    }
  }
}

extension GRPCClient {
  /// Sends messages to ``TestService/count``.
  fileprivate func send(_ messages: Data...) async throws {
    try await clientStreaming(
      request: StreamingClientRequest { try await $0.write(contentsOf: messages) },
      descriptor: TestService.method("count"), serializer: TestService.Bytes(),
      deserializer: TestService.Bytes(), options: .defaults
    ) { response in
      _ = try response.message
    }
  }
}
