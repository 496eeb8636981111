import GRPCCore
import GRPCInProcessTransport
import SwiftProtobuf

struct Orders: Orders_Orders.SimpleServiceProtocol {
  func place(request: Orders_Order, context: ServerContext) async throws -> Orders_Order {
    let bytes: [UInt8] = try request.serializedBytes()
    return try Orders_Order(serializedBytes: bytes)
  }
}

@main
struct Switched {
  static func main() async throws {
    let transport = InProcessTransport()
    try await withGRPCServer(transport: transport.server, services: [Orders()]) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        let order = Orders_Order.with {
          $0.count = 3
          $0.unit = .with { $0.name = "box" }
        }
        let reply = try await Orders_Orders.Client(wrapping: client).place(order)
        print(try reply.jsonString())
      }
    }
  }
}
