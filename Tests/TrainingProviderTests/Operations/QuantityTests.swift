import Foundation
import Testing

@testable import TrainingProvider

@Suite struct QuantityTests {
  @Test(
    arguments: [
      (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (5 << 30, "5.0 GiB"),
      (UInt64.max, "16.0 EiB"),
    ] as [(UInt64, String)])
  func bytes(_ count: UInt64, _ text: String) {
    #expect(Quantity.bytes(count) == text)
  }

  @Test(
    arguments: [
      (-5, "0 s"), (59.9, "59 s"), (61, "1 min 1 s"), (7260, "2 h 1 min"), (90_000, "1 d 1 h"),
      (.infinity, "11574074 d 1 h"), (.nan, "0 s"),
    ] as [(TimeInterval, String)])
  func times(_ time: TimeInterval, _ text: String) {
    #expect(Quantity.seconds(time) == text)
  }
}
