import Foundation
import PeerMessages
import SwiftProtobuf

/// Encoded messages that are filled with random values. The values are the same in each run.
enum Sample {
  static func small() throws -> [UInt8] {
    try Bench_Small.with {
      $0.id = 150
      $0.name = "twelve bytes"
      $0.active = true
      $0.score = 0.75
    }
    .serializedBytes()
  }

  static func upload() throws -> [UInt8] {
    var random = Random(seed: 1)
    return try Training_UploadInput.with {
      $0.modelID = "b36e50bc-56ee-46c4-92ed-dba89a8da494"
      $0.data = Data(random.bytes(1 << 20))
      $0.fileName = "clips.tar.gz"
      $0.fileSize = 100 << 20
      $0.batchSize = 1 << 20
      $0.batchNumber = 17
      $0.batchCount = 100
    }
    .serializedBytes()
  }

  /// Returns a hundred strings whose numbers of characters are in the given range.
  static func strings(_ lengths: ClosedRange<Int>, of letters: [Character]) throws -> [UInt8] {
    var random = Random(seed: 2)
    return try Bench_Strings.with {
      $0.values = (0..<100).map { _ in
        random.text(lengths.lowerBound + random.below(lengths.count), of: letters)
      }
    }
    .serializedBytes()
  }

  static func scalars() throws -> [UInt8] {
    var random = Random(seed: 3)
    return try Bench_Scalars.with {
      $0.a = 1_000
      $0.b = -2
      $0.c = 300_000
      $0.d = random.next()
      $0.e = -70
      $0.f = random.int64()
      $0.g = UInt32(truncatingIfNeeded: random.next())
      $0.h = random.next()
      $0.i = -5
      $0.j = random.int64()
      $0.k = 1.5
      $0.l = random.double()
      $0.m = true
      $0.n = .highest
      $0.o = 0
      $0.p = 1 << 40
    }
    .serializedBytes()
  }

  static func packed() throws -> [(name: String, bytes: [UInt8])] {
    var random = Random(seed: 4)
    func message(_ fill: (inout Bench_Packed) -> Void) throws -> [UInt8] {
      try Bench_Packed.with(fill).serializedBytes()
    }
    let levels: [Bench_Level] = [.low, .middle, .high, .highest]
    let all = 0..<10_000
    return try [
      ("int32", message { $0.int32S = all.map { _ in random.int32() } }),
      ("sint64", message { $0.sint64S = all.map { _ in random.int64() } }),
      ("fixed64", message { $0.fixed64S = all.map { _ in random.next() } }),
      ("double", message { $0.doubles = all.map { _ in random.double() } }),
      ("bool", message { $0.bools = all.map { _ in random.below(2) == 1 } }),
      ("enum", message { $0.levels = all.map { _ in levels[random.below(4)] } }),
    ]
  }

  static func maps() throws -> [(name: String, bytes: [UInt8])] {
    var random = Random(seed: 5)
    var numbers = Bench_Maps()
    var strings = Bench_Maps()
    var messages = Bench_Maps()
    for index in 0..<500 {
      numbers.numbers[Int32(index * 7)] = random.int32()
      strings.strings["key \(index)"] = random.text(4 + random.below(30))
      messages.messages["key \(index)"] = smallMessage(&random)
    }
    return try [
      ("int32 → int32", numbers.serializedBytes()),
      ("string → string", strings.serializedBytes()),
      ("string → message", messages.serializedBytes()),
    ]
  }

  /// Returns a chain of nested messages, each with a number and a short string.
  static func nested(levels: Int) throws -> [UInt8] {
    var message = Bench_Nested()
    for level in 0..<levels {
      message = .with {
        $0.level = Int32(level)
        $0.name = "level \(level)"
        if level > 0 { $0.child = message }
      }
    }
    return try message.serializedBytes()
  }

  static func list(_ count: Int) throws -> [UInt8] {
    var random = Random(seed: 6)
    return try Bench_List.with {
      $0.items = (0..<count).map { _ in smallMessage(&random) }
    }
    .serializedBytes()
  }

  static func blob(_ count: Int) throws -> [UInt8] {
    try Bench_Blob.with { $0.data = Data(repeating: 0x5A, count: count) }.serializedBytes()
  }

  static func smallMessage(_ random: inout Random) -> Bench_Small {
    .with {
      $0.id = random.int32()
      $0.name = random.text(4 + random.below(11))
      $0.active = random.below(2) == 1
      $0.score = random.double()
    }
  }
}
