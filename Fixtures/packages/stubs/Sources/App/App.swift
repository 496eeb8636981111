import GRPCCore

struct Orders: Shop_Orders.SimpleServiceProtocol {
  func place(request: Shop_Order, context: ServerContext) async throws -> Shop_Order { request }
}

@main
struct App {
  static func main() {
    print(Shop_Orders.Method.place.descriptor)
  }
}
