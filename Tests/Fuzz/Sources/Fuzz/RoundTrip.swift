import ProtoWire
import SwiftProtobuf

/// Bytes read and written by this package's codec and by SwiftProtobuf's own, which have to agree in
/// everything but speed.
struct RoundTrip<Message: WireMessage> {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What is wrong; `nil` when nothing is.
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

  /// What goes wrong on the way out and in again.
  private func fault(of message: Message) throws -> String? {
    let written = try Self.write(message)
    let again = try Self.read(written)
    if try !again.isEqualTo(message: message) && isItself(message) {
      return "the message changed on the way"
    }
    return try Self.write(again) == written ? nil : "the bytes changed on the way"
  }

  /// What SwiftProtobuf makes of it, if that is something else.
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

  /// Not a number is not itself, unless it is in the same storage.
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

  /// The calls of one that only knows a message, which are SwiftProtobuf's.
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
