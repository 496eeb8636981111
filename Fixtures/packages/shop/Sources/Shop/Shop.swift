import Catalog
import GRPCCore

struct Orders: Shop_Orders.SimpleServiceProtocol {
  func place(request: Shop_Order, context: ServerContext) async throws -> Catalog_Item {
    request.items.first ?? Catalog_Item()
  }
}

@main
struct Shop {
  static func main() throws {
    let order = Shop_Order.with { $0.items = [Catalog_Item.with { $0.name = "tea" }] }
    print(Shop_Orders.Method.place.descriptor, try order.serializedBytes() as [UInt8])
  }
}
