import ProtoWire
import SwiftProtobuf

/// Reads and writes bytes with this package's codec and with SwiftProtobuf's own. The results have
/// to be equal.
struct RoundTrip<Message: WireMessage> {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A description of the first difference, or `nil` if the results are equal.
  var fault: String? {
    let ours = Result { try Self.read(bytes) }
    do {
      if case .success(let message) = ours, let fault = try fault(of: message) { return fault }
      guard let difference = try difference(from: ours) else { return nil }
      let isKnown = MapEntryMisfit.known.isFound(in: bytes, of: Message.protoMessageName)
      return isKnown ? nil : difference
    } catch {
      return "the message can't be written and read again: \(error)"
    }
  }

  /// Writes the message and reads it again. Returns a description of the fault, or `nil` if the
  /// results are equal.
  private func fault(of message: Message) throws -> String? {
    let written = try Self.write(message)
    let again = try Self.read(written)
    if try !again.isEqualTo(message: message) && isItself(message) {
      return "the message changes in the round trip"
    }
    return try Self.write(again) == written ? nil : "the bytes change in the round trip"
  }

  /// Returns how SwiftProtobuf's result differs from ours, or `nil` if it doesn't.
  private func difference(from ours: Result<Message, any Error>) throws -> String? {
    switch (ours, Result { try Generic.read(bytes) }) {
    case (.failure, .failure): return nil
    case (.success, .failure(let error)): return "only SwiftProtobuf refuses the bytes: \(error)"
    case (.failure(let error), .success): return "only ProtoWire refuses the bytes: \(error)"
    case (.success(let ours), .success(let theirs)):
      if try !ours.isEqualTo(message: theirs) && isItself(ours) {
        return "the messages differ: \(ours) and \(theirs)"
      }
      let written = try Self.write(ours)
      if try Generic.write(theirs) != written { return "SwiftProtobuf writes different bytes" }
      return try Generic.write(ours) == written
        ? nil : "SwiftProtobuf writes different bytes for our message"
    }
  }

  /// Returns whether the message equals another one that is read from the same bytes. A message
  /// that contains NaN doesn't, because NaN doesn't equal itself.
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

  /// Calls from generic code, which only knows `SwiftProtobuf.Message` and therefore uses
  /// SwiftProtobuf's codec.
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
