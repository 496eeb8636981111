#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An encoded message whose memory the decoded message shares.
@usableFromInline
final class SharedBytes {
  private let bytes: UnsafeRawBufferPointer
  private let owner: any Sendable

  /// The length from which on a field is worth the reference to the whole message.
  private static let leastCount = 16 << 10

  /// - Parameters:
  ///   - bytes: the encoded message.
  ///   - owner: what keeps the memory of `bytes` as it is for as long as this or a copy of it exists.
  init(_ bytes: UnsafeRawBufferPointer, of owner: any Sendable) {
    self.bytes = bytes
    self.owner = owner
  }

  /// Returns data that consists of a part of the message; `nil` if the part is short, or is elsewhere.
  func data(_ part: UnsafeRawBufferPointer) -> Data? {
    guard part.count >= Self.leastCount, let all = bytes.baseAddress, let start = part.baseAddress,
      start >= all, start + part.count <= all + bytes.count
    else { return nil }
    return Data(
      bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: part.count,
      deallocator: .custom { [owner] _, _ in withExtendedLifetime(owner) {} })
  }
}
