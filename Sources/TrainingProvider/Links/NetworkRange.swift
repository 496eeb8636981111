/// All addresses that begin with the same bits.
struct NetworkRange: Hashable, Sendable {
  private let bytes: [UInt8]
  private let length: Int

  /// - Parameters:
  ///   - address: the first address of the range.
  ///   - length: how many of its bits all addresses of the range share.
  init(_ address: String, _ length: Int) {
    bytes = NetworkAddress(address)?.bytes ?? []
    precondition(!bytes.isEmpty, "\(address) is not an address")
    self.length = length
  }

  func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == bytes.count else { return false }
    return zip(bytes, address.bytes).enumerated().allSatisfy { index, pair in
      let significant = min(max(length - index * 8, 0), 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> significant)
      return pair.0 & mask == pair.1 & mask
    }
  }
}
