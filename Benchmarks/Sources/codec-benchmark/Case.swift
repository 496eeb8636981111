import ProtoWire
import SwiftProtobuf

/// An encoded message that every contestant decodes and encodes.
struct Case {
  let name: String
  let bytes: [UInt8]
  let operations: [Operation]

  /// Whether the elements of an array are scattered over the bytes, so that the array has to grow
  /// several times.
  let isScattered: Bool

  /// The full name of the message.
  private let messageName: String
  private let ours: Codec
  private let peer: Codec
  private let countPieces: () throws -> Int
  private let haveSameFields: ([UInt8], [UInt8]) throws -> Bool

  /// Creates a case with the two Swift types of a message. The C++ type has the message's full
  /// name.
  init<Ours: WireMessage & Hashable, Peer: SwiftProtobuf.Message & Hashable>(
    _ name: String, _ bytes: [UInt8], _ ours: Ours.Type, _ peer: Peer.Type,
    operations: [Operation] = Operation.allCases, isScattered: Bool = false
  ) {
    self.name = name
    self.bytes = bytes
    self.operations = operations
    self.isScattered = isScattered
    self.messageName = peer.protoMessageName
    self.ours = .ours(ours)
    self.peer = .peer(peer)
    self.countPieces = { memoryPieces(try Ours(serializedBytes: bytes)) }
    self.haveSameFields = { try Peer(serializedBytes: $0) == Peer(serializedBytes: $1) }
  }

  /// Returns the codec of a contestant for the message.
  func codec(of contestant: Contestant, _ modules: CppModules) throws -> Codec {
    switch contestant {
    case .ours: ours
    case .peer: peer
    default: try modules.codec(contestant, messageName)
    }
  }

  /// Returns the number of allocations that an operation can't avoid, or `nil` if it isn't known.
  /// They are the pieces of memory that the message consists of, and the memory for its encoding.
  func pieces(_ operation: Operation) throws -> Int? {
    switch operation {
    case .encode: 1
    case .decode: try countPieces()
    case .roundTrip: try countPieces() + 1
    case .copy, .compare, .hash: nil
    }
  }

  /// Checks that all contestants decode the same message. They have to encode it as the same bytes,
  /// except for the order of map entries.
  func verify(_ contestants: [Contestant], _ modules: CppModules) throws {
    let expected = try peer.reencode(bytes)
    for contestant in contestants {
      let written = try codec(of: contestant, modules).reencode(bytes)
      guard written.count == expected.count,
        try written == expected || haveSameFields(written, expected)
      else { throw CaseError.differs(name, contestant) }
    }
  }
}

enum CaseError: Error {
  case differs(String, Contestant)
}
