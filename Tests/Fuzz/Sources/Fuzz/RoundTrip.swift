import ProtoWire
import SwiftProtobuf

/// Reads and writes bytes with this package's codec and with SwiftProtobuf's own. The results have
/// to be equal.
struct RoundTrip<Message: WireMessage> {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The difference that was found; `nil` if there is none.
  var fault: String? {
    let ours = Result { try Self.read(bytes) }
    do {
      if case .success(let message) = ours, let fault = try fault(of: message) { return fault }
      guard let difference = try difference(from: ours) else { return nil }
      let isKnown = MapEntryMisfit.known.isFound(in: bytes, of: Message.protoMessageName)
      return isKnown ? nil : difference
    } catch {
      return "what was read cannot be written: \(error)"
    }
  }

  /// The fault of writing the message and reading it again; `nil` if there is none.
  private func fault(of message: Message) throws -> String? {
    let written = try Self.write(message)
    let again = try Self.read(written)
    if try !again.isEqualTo(message: message) && isItself(message) {
      return "the message changed on the way"
    }
    return try Self.write(again) == written ? nil : "the bytes changed on the way"
  }

  /// How SwiftProtobuf's result differs; `nil` if it doesn't.
  private func difference(from ours: Result<Message, any Error>) throws -> String? {
    switch (ours, Result { try Generic.read(bytes) }) {
    case (.failure, .failure): return nil
    case (.success, .failure(let error)): return "only SwiftProtobuf refuses it: \(error)"
    case (.failure(let error), .success): return "only ProtoWire refuses it: \(error)"
    case (.success(let ours), .success(let theirs)):
      if try !ours.isEqualTo(message: theirs) && isItself(ours) {
        return "the messages differ: \(ours) and \(theirs)"
      }
      let written = try Self.write(ours)
      if try Generic.write(theirs) != written { return "SwiftProtobuf writes other bytes" }
      return try Generic.write(ours) == written
        ? nil : "SwiftProtobuf writes our message otherwise"
    }
  }

  /// Compares messages. NaN doesn't equal itself, unless both values share their storage.
  private func isItself(_ message: Message) throws -> Bool {
    message.isEqualTo(message: try Self.read(bytes))
  }

  private static func read(_ bytes: [UInt8]) throws -> Message {
    try Message(serializedBytes: bytes)
  }

  private static func write(_ message: Message) throws -> [UInt8] {
    try message.serializedBytes(options: options)
  }

  private static var options: BinaryEncodingOptions {
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    return options
  }

  /// Calls from generic code, which only knows `Message` and therefore uses SwiftProtobuf's codec.
  private enum Generic {
    static func read(_ bytes: [UInt8]) throws -> Message {
      func read<Plain: SwiftProtobuf.Message>(_ type: Plain.Type) throws -> Plain {
        try Plain(serializedBytes: bytes)
      }
      return try read(Message.self)
    }

    static func write(_ message: Message) throws -> [UInt8] {
      func write<Plain: SwiftProtobuf.Message>(_ message: Plain) throws -> [UInt8] {
        try message.serializedBytes(options: options)
      }
      return try write(message)
    }
  }
}
