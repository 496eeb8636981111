import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Testing

@testable import TrainingProvider

@Suite struct ServerServiceTests {
  @Test func aTakenPortNamesItsListener() async throws {
    try await ServerUnderTest.run { test in
      let second = server(host: "127.0.0.1", port: test.port)
      let name = "training.Model on 127.0.0.1:\(test.port)"
      let error = await #expect(throws: ListenerError.self) {
        try await ServerService(second, name: name).run()
      }
      let description = try #require(error?.description)
      #expect(description.hasPrefix("cannot serve \(name): "))
      #expect(description.contains("Address already in use"))
      #expect(description.hasSuffix("choose another port, or end the program that uses this port"))
    }
  }

  @Test func anAddressOfAnotherMachineNamesItsListener() async throws {
    let error = await #expect(throws: ListenerError.self) {
      // An address for documentation (RFC 5737), which no machine has.
      try await ServerService(server(host: "192.0.2.1", port: 0), name: "speech").run()
    }
    #expect(error?.name == "speech")
    #expect(error?.description.hasSuffix("choose an address that this machine has") == true)
  }

  @Test func withoutANameTheTransportSpeaks() async throws {
    let error = await #expect(throws: RuntimeError.self) {
      try await ServerService(server(host: "192.0.2.1", port: 0)).run()
    }
    #expect(error?.code == .transportError)
  }

  private func server(host: String, port: Int) -> GRPCServer<HTTP2ServerTransport.Posix> {
    GRPCServer(
      transport: .http2NIOPosix(
        address: .ipv4(host: host, port: port), transportSecurity: .plaintext),
      services: [])
  }
}
