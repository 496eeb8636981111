@main
struct App {
  static func main() throws {
    let order = Shop_Order.with {
      $0.number = 7
      $0.items = ["tea"]
    }
    print(try order.serializedBytes() as [UInt8])
  }
}
