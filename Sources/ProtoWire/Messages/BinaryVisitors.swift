import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The visitors of SwiftProtobuf's binary encoding, which it does not name to others.
///
/// Whoever knows a message only as some `SwiftProtobuf.Message`, as `Any` packing and gRPC's own
/// serializer do, encodes it by two visits: one that adds up sizes, one that writes. Both take
/// bytes for unknown fields, so a message that recognises the visitor hands over its whole encoding
/// that way.
///
/// The visitors are learned from a message that is encoded for the purpose, once in a process.
/// Should SwiftProtobuf come to encode in another way, no visitor is known, and messages are
/// visited field by field.
struct BinaryVisitors {
  let sizing: ObjectIdentifier
  let writing: ObjectIdentifier

  /// `nil` if it is not known how SwiftProtobuf encodes.
  static let known = learned()

  private static func learned() -> BinaryVisitors? {
    guard !FieldVisits.areForced else { return nil }
    let witness = VisitorWitness()
    var probe = VisitorProbe()
    probe.witness = witness
    guard (try? probe.serializedBytes() as [UInt8]) == [], witness.visitors.count == 2 else {
      return nil
    }
    let visitors = BinaryVisitors(sizing: witness.visitors[0], writing: witness.visitors[1])
    guard visitors.sizing != visitors.writing, visitors.areRight else { return nil }
    return visitors
  }

  /// Whether an encoding that is handed over arrives, on its own and inside other messages.
  private var areRight: Bool {
    var probe = VisitorProbe()
    probe.witness = VisitorWitness()
    probe.handsOver = self
    let alone: [UInt8]? = try? probe.serializedBytes()
    probe.isNested = true
    let nested: [UInt8]? = try? probe.serializedBytes()
    let bytes = VisitorProbe.bytes
    let length = UInt8(bytes.count)
    return alone == bytes && nested == [10, length] + bytes + [19] + bytes + [20]
  }

  /// Hands an encoding to a visitor, if that is one of these.
  ///
  /// - Returns: whether it is.
  func handOver<V: SwiftProtobuf.Visitor>(
    to visitor: inout V, size: () throws -> Int, bytes: () throws -> Data
  ) throws -> Bool {
    switch ObjectIdentifier(V.self) {
    case sizing: try Self.visitZeros(try size(), with: &visitor)
    case writing: try visitor.visitUnknown(bytes: try bytes())
    default: return false
    }
    return true
  }
}

extension BinaryVisitors {
  private static let zeros = Data(count: 1 << 16)

  /// Zeros will do where only their number counts, and slices of them cost no memory.
  private static func visitZeros<V: SwiftProtobuf.Visitor>(
    _ count: Int, with visitor: inout V
  ) throws {
    var rest = count
    while rest > 0 {
      try visitor.visitUnknown(bytes: zeros.prefix(rest))
      rest -= zeros.count
    }
  }
}

/// Who visited a probe.
private final class VisitorWitness: @unchecked Sendable {
  // Sendable: only the one thread that encodes the probe has it.
  var visitors: [ObjectIdentifier] = []
}

/// A message that tells its visitors, or hands them an encoding.
private struct VisitorProbe: SwiftProtobuf.Message, SwiftProtobuf._MessageImplementationBase {
  static let protoMessageName = ""

  /// A field 1 with the value 300.
  static let bytes: [UInt8] = [0x08, 0xAC, 0x02]

  var unknownFields = UnknownStorage()
  var witness: VisitorWitness?
  var handsOver: BinaryVisitors?
  var isNested = false

  mutating func decodeMessage<D: SwiftProtobuf.Decoder>(decoder: inout D) throws {}

  func traverse<V: SwiftProtobuf.Visitor>(visitor: inout V) throws {
    if isNested {
      var inner = self
      inner.isNested = false
      try visitor.visitSingularMessageField(value: inner, fieldNumber: 1)
      try visitor.visitSingularGroupField(value: inner, fieldNumber: 2)
    } else if let handsOver {
      _ = try handsOver.handOver(
        to: &visitor, size: { Self.bytes.count }, bytes: { Data(Self.bytes) })
    } else {
      witness?.visitors.append(ObjectIdentifier(V.self))
    }
  }

  static func == (left: Self, right: Self) -> Bool { left.isNested == right.isNested }
}
