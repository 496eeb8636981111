import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The types of the visitors that encode messages in SwiftProtobuf. These types aren't public.
///
/// Code that knows a message only as some `SwiftProtobuf.Message`, such as `Any` and gRPC's own
/// serializer, encodes it in two visits. The first visitor adds up sizes, and the second one
/// writes. Both accept the bytes of unknown fields. If a message recognizes such a visitor, it
/// passes its whole encoding to the visitor as unknown fields.
///
/// To find the types of the visitors, the process encodes a special message once. If a version of
/// SwiftProtobuf encodes in another way, the types aren't known, and messages are visited field by
/// field.
struct BinaryVisitors {
  let sizing: ObjectIdentifier
  let writing: ObjectIdentifier

  /// The visitors, or `nil` if SwiftProtobuf encodes in an unknown way.
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

  /// Whether the visitors write an encoding that is passed to them, both on its own and inside
  /// other messages.
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

  /// Passes an encoding to a visitor if it is one of these.
  ///
  /// - Returns: whether the visitor is one of these.
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

  /// Passes zeros to a visitor that only counts bytes. They are slices of the same data, so they
  /// don't take more memory.
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

/// Records the types of the visitors of a probe.
private final class VisitorWitness: @unchecked Sendable {
  // This type is sendable, because only the thread that encodes the probe uses it.
  var visitors: [ObjectIdentifier] = []
}

/// A message that records its visitors, or passes an encoding to them.
private struct VisitorProbe: SwiftProtobuf.Message, SwiftProtobuf._MessageImplementationBase {
  static let protoMessageName = ""

  /// Field 1 with the value 300.
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
