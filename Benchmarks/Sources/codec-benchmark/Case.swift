import ProtoWire
import SwiftProtobuf

/// An encoded message that every contestant decodes and encodes.
struct Case {
  /// Performs an operation a number of times.
  typealias Work = (_ times: Int) throws -> Void

  let name: String
  let bytes: [UInt8]
  let operations: [Operation]

  /// Whether the elements of an array are scattered over the bytes, so that the array has to grow
  /// several times.
  let isScattered: Bool

  private let codecs: [Contestant: Codec]
  private let countPieces: () throws -> Int
  private let haveSameFields: ([UInt8], [UInt8]) throws -> Bool

  /// Creates a case with the two Swift types of a message. The C++ type has the message's full
  /// name.
  init<Ours: WireMessage, Peer: SwiftProtobuf.Message & Equatable>(
    _ name: String, _ bytes: [UInt8], _ ours: Ours.Type, _ peer: Peer.Type,
    operations: [Operation] = Operation.allCases, isScattered: Bool = false
  ) throws {
    self.name = name
    self.bytes = bytes
    self.operations = operations
    self.isScattered = isScattered
    self.countPieces = { memoryPieces(try Ours(serializedBytes: bytes)) }
    self.codecs = [
      .ours: .ours(ours),
      .peer: .peer(peer),
      .cpp: try .cpp(peer.protoMessageName, arena: false),
      .arena: try .cpp(peer.protoMessageName, arena: true),
    ]
    self.haveSameFields = { try Peer(serializedBytes: $0) == Peer(serializedBytes: $1) }
  }

  /// Returns a function that performs an operation a number of times.
  func work(_ operation: Operation, by contestant: Contestant) throws -> Work {
    guard let codec = codecs[contestant] else { throw CaseError.missing(contestant) }
    let bytes = bytes
    switch operation {
    case .encode: return try codec.encoder(bytes)
    case .decode: return { try codec.decode(bytes, $0) }
    case .roundTrip: return { try codec.roundTrip(bytes, $0) }
    }
  }

  /// Returns the number of allocations that an operation can't avoid. They are the pieces of memory
  /// that the message consists of, and the memory for its encoding.
  func pieces(_ operation: Operation) throws -> Int {
    switch operation {
    case .encode: 1
    case .decode: try countPieces()
    case .roundTrip: try countPieces() + 1
    }
  }

  /// Checks that all contestants decode the same message. They have to encode it as the same bytes,
  /// except for the order of map entries.
  func verify() throws {
    let expected = try codecs[.peer]?.reencode(bytes) ?? []
    for (contestant, codec) in codecs {
      let written = try codec.reencode(bytes)
      guard written.count == expected.count,
        try written == expected || haveSameFields(written, expected)
      else { throw CaseError.differs(name, contestant) }
    }
  }
}

enum CaseError: Error {
  case missing(Contestant)
  case differs(String, Contestant)
}
