import Testing

@testable import ProtoCompiler

@Suite struct NumberOrderTests {
  /// The numbers of two enums, one after the other.
  private static let numbers: [Int32] = [3, -1, 7, 3, 0, 1, 2, 2]

  private static let order = {
    var order = NumberOrder()
    order.add(numbers[..<4])
    order.add(numbers[4...])
    return order
  }()

  @Test(arguments: [(3, 0), (-1, 1), (7, 2), (0, nil), (8, nil), (-2, nil)] as [(Int32, Int?)])
  func findsTheFirstOfAnUnsortedList(_ number: Int32, _ index: Int?) {
    #expect(Self.order.first(number, in: 0..<4) { Self.numbers[$0] } == index)
  }

  @Test(arguments: [(0, 4), (1, 5), (2, 6), (3, nil), (-1, nil)] as [(Int32, Int?)])
  func findsTheFirstOfASortedList(_ number: Int32, _ index: Int?) {
    #expect(Self.order.first(number, in: 4..<8) { Self.numbers[$0] } == index)
  }

  @Test func looksAtFew() {
    var order = NumberOrder()
    order.add((0..<4096).reversed().map(Int32.init))
    var looks = 0
    let index = order.first(17, in: 0..<4096) {
      looks += 1
      return Int32(4095 - $0)
    }
    #expect(index == 4078)
    #expect(looks <= 14)
  }

  @Test func anEmptyListHasNone() { #expect(NumberOrder().first(1, in: 0..<0) { _ in 1 } == nil) }
}
