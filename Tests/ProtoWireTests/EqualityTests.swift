import Fixture_kinds
import Fixture_oneofs
import Fixture_recursion
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

/// Tests `==` for fields that the library compares, because they aren't simple values.
@Suite struct EqualityTests {
  /// Checks that each message only equals itself and a copy that shares nothing with it.
  private func expectDistinct<Message: SwiftProtobuf.Message & Equatable>(
    _ messages: [Message]
  ) throws {
    let copies = try messages.map { try Message(serializedBytes: $0.serializedBytes() as [UInt8]) }
    for (index, message) in messages.enumerated() {
      for (other, copy) in copies.enumerated() {
        #expect((message == copy) == (index == other), "\(message) and \(copy)")
      }
      #expect(message == messages[index])
    }
  }

  @Test func messagesInBoxes() throws {
    try expectDistinct([
      Fixtures_Kinds_Explicit(),
      .with { $0.fMessage = .init() },
      .with { $0.fMessage.fBytes = Data([1]) },
      .with { $0.fMessage.fBytes = Data([2]) },
    ])
  }

  @Test func messagesInMessages() throws {
    try expectDistinct([
      Fixtures_Recursion_Outer(),
      .with { $0.inner = .init() },
      .with { $0.inner.value = 1 },
      .with { $0.middle = .init() },
      .with { $0.middle.inner.value = 1 },
      .with {
        $0.middle.inner.value = 1
        $0.inner.value = 1
      },
    ])
  }

  @Test func messagesInArrays() throws {
    func message(_ names: [String]) -> Fixtures_Kinds_Repeated {
      .with { $0.fMessage = names.map { name in .with { $0.fString = name } } }
    }
    try expectDistinct([
      message([]), message([""]), message(["a"]), message(["a", ""]), message(["a", "b"]),
      message(["a", "c"]), message(["b", "b"]),
    ])
  }

  @Test func arraysThatShareTheirMemory() throws {
    let message = Fixtures_Kinds_Repeated.with {
      $0.fMessage = [.with { $0.fDouble = .nan }]
    }
    let copy = message
    // Like arrays of other values, they are equal without a look at the elements.
    #expect(message == copy)
    let bytes: [UInt8] = try message.serializedBytes()
    #expect(try message != Fixtures_Kinds_Repeated(serializedBytes: bytes))
  }

  @Test func oneofs() throws {
    try expectDistinct([
      Fixtures_Oneofs_Mixed(),
      .with { $0.text = "" },
      .with { $0.text = "a text that is on the heap" },
      .with { $0.number = 0 },
      .with { $0.data = Data() },
      .with { $0.data = Data(count: 20) },
      .with { $0.inner = .init() },
      .with { $0.inner.note = "" },
      .with { $0.time = .init() },
      .with { $0.time.seconds = 1 },
      .with { $0.self_p.between = "a" },
      .with { $0.zigzag = 0 },
    ])
  }
}
