import Foundation
import SwiftProtobuf

/// Bytes that end at a protected page. A signal ends the process without a message if anything is
/// written past the end. The memory is never freed.
struct GuardedBytes: SwiftProtobufContiguousBytes {
  private let memory: UnsafeMutableRawBufferPointer

  var count: Int { memory.count }

  init(repeating: UInt8, count: Int) {
    let page = Int(getpagesize())
    let room = (count + page - 1) / page * page
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard
      let start = mmap(nil, room + page, PROT_READ | PROT_WRITE, flags, -1, 0), start != MAP_FAILED,
      mprotect(start + room, page, PROT_NONE) == 0
    else { preconditionFailure("the system didn't provide guarded memory") }
    memory = UnsafeMutableRawBufferPointer(start: start + (room - count), count: count)
    memory.initializeMemory(as: UInt8.self, repeating: repeating)
  }

  init<Bytes: Sequence>(_ bytes: Bytes) where Bytes.Element == UInt8 {
    let bytes = Array(bytes)
    self.init(repeating: 0, count: bytes.count)
    memory.copyBytes(from: bytes)
  }

  func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeRawBufferPointer(memory))
  }

  mutating func withUnsafeMutableBytes<Result>(
    _ body: (UnsafeMutableRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try body(memory)
  }
}
