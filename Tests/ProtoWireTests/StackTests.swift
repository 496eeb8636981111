import Fixture_depth
import Fixture_recursion
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

/// Tests that messages nested as deeply as the decoders' limit allows need little stack. Threads other
/// than the main one usually have 512 KiB.
@Suite struct StackTests {
  @Test func fieldsOfEachKind() async {
    await #expect(processExitsWith: .success) {
      Nesting(Fixtures_Depth_Wide.self) { outer, inner in
        outer.id = 1
        outer.child = inner
      }.run()
    }
  }

  @Test func arrays() async {
    await #expect(processExitsWith: .success) {
      Nesting(Fixtures_Depth_Wide.self) { outer, inner in
        outer.id = 1
        outer.children = [inner]
      }.run()
    }
  }

  @Test func maps() async {
    await #expect(processExitsWith: .success) {
      Nesting(Fixtures_Depth_Wide.self) { outer, inner in
        outer.id = 1
        outer.named = ["a": inner]
      }.run()
    }
  }

  @Test func oneofs() async {
    await #expect(processExitsWith: .success) {
      Nesting(Fixtures_Depth_Choice.self) { $0.inner = $1 }.run()
    }
  }

  @Test func groups() async {
    await #expect(processExitsWith: .success) {
      Nesting(Fixtures_Depth_Choice.Both.self) { $0.left.both = $1 }.run()
    }
  }

  @Test func extensions() async {
    await #expect(processExitsWith: .success) {
      Nesting(Fixtures_Depth_Open.self) { $0.Fixtures_Depth_deeper = $1 }.run()
      Nesting(Fixtures_Depth_Closed.self) { $0.gap.Fixtures_Depth_filling = $1 }.run()
    }
  }

  @Test func smallMessages() async {
    await #expect(processExitsWith: .success) {
      Nesting(Fixtures_Recursion_Node.self) { $0.next = $1 }.run()
      Nesting(Fixtures_Recursion_Node.self) { $0.children = [$1] }.run()
      Nesting(Fixtures_Recursion_Ping.self) { $0.pong.ping = $1 }.run()
    }
  }
}

/// A message nested in itself, and everything that can be done to it.
private struct Nesting<Message: WireMessage & Hashable & Sendable> {
  /// The stack of a thread in bytes. Code without optimization needs more.
  #if DEBUG
    private static var smallStack: Int { 640 << 10 }
  #else
    private static var smallStack: Int { 160 << 10 }
  #endif

  /// - Parameter put: puts the second message into the first.
  init(_ type: Message.Type, put: @escaping @Sendable (inout Message, Message) -> Void) {
    self.put = put
  }

  private let put: @Sendable (inout Message, Message) -> Void

  /// Does everything to the message on a thread with little stack. The process ends if that is too
  /// little, or if a result is wrong.
  func run() {
    Self.onThread(stackSize: 64 << 20) {
      let steps = Steps(deepest(), deepest())
      Self.onThread(stackSize: Self.smallStack) {
        // swift-format-ignore: NeverUseForceTry
        try! steps.run()
      }
    }
  }

  /// A message that is nested as deeply as all decoders accept.
  private func deepest() -> Message {
    var message = Message()
    while true {
      var outer = Message()
      put(&outer, message)
      guard (try? Steps(outer, outer).decodings()) != nil else { return message }
      message = outer
    }
  }

  private static func onThread(stackSize: Int, _ body: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      body()
      done.signal()
    }
    thread.stackSize = stackSize
    thread.start()
    done.wait()
  }
}

/// What is done to a message, and to one that is equal and shares nothing with it.
private struct Steps<Message: WireMessage & Hashable & Sendable>: Sendable {
  private let message: Message
  private let equal: Message

  init(_ message: Message, _ equal: Message) {
    self.message = message
    self.equal = equal
  }

  func run() throws {
    for decoded in try decodings() + [try decodedByVisits()] { precondition(decoded == message) }
    precondition(message == equal)
    precondition(message.hashValue == equal.hashValue)
    precondition(message.isInitialized == equal.isInitialized)
    let visited = try Self.encoded(message)
    let encoded: [UInt8] = try message.serializedBytes(partial: true)
    precondition(visited == encoded)
  }

  /// The message after it has been encoded and decoded in each format.
  func decodings() throws -> [Message] {
    [
      try Message(
        serializedBytes: message.serializedBytes(partial: true) as [UInt8], extensions: Self.known,
        partial: true),
      try Message(jsonString: message.jsonString(), extensions: Self.known),
      try Message(textFormatString: message.textFormatString(), extensions: Self.known),
    ]
  }

  private static var known: SimpleExtensionMap { Fixtures_Depth_Depth_Extensions }

  private func decodedByVisits() throws -> Message {
    try Self.decoded(message.serializedBytes(partial: true))
  }

  /// Decodes as generic code does, field by field.
  private static func decoded<M: SwiftProtobuf.Message>(_ bytes: [UInt8]) throws -> M {
    try M(serializedBytes: bytes, extensions: known, partial: true)
  }

  private static func encoded(_ message: some SwiftProtobuf.Message) throws -> [UInt8] {
    try message.serializedBytes(partial: true)
  }
}
