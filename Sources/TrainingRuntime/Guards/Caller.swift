public import GRPCCore

/// Who calls, as far as the marketplace tells.
public struct Caller: Hashable, Sendable {
  /// The metadata key under which the daemon names the payer of an inference call.
  public static let addressKey = "snet-user-address"

  /// The payer's address in lower case, `nil` when the call carries none.
  public let address: String?

  /// Creates a caller from an address.
  ///
  /// - Parameter address: an Ethereum address; case does not matter, as the capitals in one are
  ///   only a checksum. Blank counts as none.
  public init(address: String?) {
    let trimmed = address?.filter { !$0.isWhitespace }.lowercased()
    self.address = trimmed.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Reads the caller from a call's metadata.
  public init(_ metadata: Metadata) {
    self.init(address: metadata[stringValues: Self.addressKey].first { _ in true })
  }

  /// Whether the caller's address is on `list`.
  func isListed(in list: [String]) -> Bool {
    guard let address else { return false }
    return list.contains { Caller(address: $0).address == address }
  }
}

extension ServerRequest {
  /// Who calls, read from the request's metadata each time.
  public var caller: Caller { Caller(metadata) }
}

extension StreamingServerRequest {
  /// Who calls, read from the request's metadata each time.
  public var caller: Caller { Caller(metadata) }
}
