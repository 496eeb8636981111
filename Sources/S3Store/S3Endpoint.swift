import Foundation

/// The address of a store, and how its buckets are named in it.
public struct S3Endpoint: Hashable, Sendable {
  /// The host: a name or an IP address, with brackets if it is one of version 6.
  public let host: String

  /// The port; `nil` for the usual one.
  public let port: Int?

  /// Whether connections are encrypted.
  public let isEncrypted: Bool

  /// The region that requests are signed for. Stores without regions mostly accept any.
  public let region: String

  /// Where the bucket's name goes.
  public let style: Style

  /// How requests name a bucket.
  public enum Style: Hashable, Sendable {
    /// As the first part of the path: `https://HOST/BUCKET/KEY`. Every store understands it, except for
    /// newer buckets of some vendors.
    case path
    /// As a part of the host's name: `https://BUCKET.HOST/KEY`. What AWS recommends.
    case virtualHost
  }

  /// AWS's endpoint of a region.
  ///
  /// - Parameter region: for example `eu-central-1`.
  public static func aws(region: String) -> S3Endpoint {
    let domain = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
    return S3Endpoint(
      host: "s3.\(region).\(domain)", port: nil, isEncrypted: true, region: region,
      style: .virtualHost)
  }

  /// The endpoint of another store.
  ///
  /// - Parameters:
  ///   - url: `https://HOST` or `https://HOST:PORT`. With `http://`, everybody on the way can read and
  ///     change what is sent, so it is only accepted for addresses of this machine.
  ///   - region: the region that requests are signed for.
  ///   - style: where the bucket's name goes.
  ///   - allowsPlaintext: whether `http://` is accepted for every host.
  /// - Throws: ``S3Error`` with ``S3Error/Code/invalidConfiguration``.
  public init(
    _ url: String, region: String = "us-east-1", style: Style = .path,
    allowsPlaintext: Bool = false
  ) throws(S3Error) {
    guard let parts = URLComponents(string: url), let host = parts.percentEncodedHost,
      !host.isEmpty,
      ["", "/"].contains(parts.path), parts.query == nil, parts.fragment == nil,
      parts.user == nil, parts.password == nil, parts.port.map({ 1...65535 ~= $0 }) ?? true,
      let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme)
    else {
      throw S3Error(
        .invalidConfiguration,
        "the address of the store has to be https://HOST or https://HOST:PORT")
    }
    isEncrypted = scheme == "https"
    guard isEncrypted || allowsPlaintext || Self.isLoopback(host) else {
      throw S3Error(
        .invalidConfiguration,
        "the store \(host) can't be used without encryption: use https://, or allow plaintext in a "
          + "network that nobody else is on")
    }
    self.host = host
    port = parts.port.flatMap { $0 == (scheme == "https" ? 443 : 80) ? nil : $0 }
    self.region = region
    self.style = style
  }

  private init(host: String, port: Int?, isEncrypted: Bool, region: String, style: Style) {
    self.host = host
    self.port = port
    self.isEncrypted = isEncrypted
    self.region = region
    self.style = style
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil } && parts[0] == "127"
  }
}

extension S3Endpoint: CustomStringConvertible {
  /// The URL.
  public var description: String {
    "\(isEncrypted ? "https" : "http")://\(host)" + (port.map { ":\($0)" } ?? "")
  }
}

extension S3Endpoint {
  /// The value of the header `Host` in requests for a bucket.
  func authority(of bucket: String) -> String {
    let name = style == .virtualHost ? "\(bucket).\(host)" : host
    return name + (port.map { ":\($0)" } ?? "")
  }

  /// The path of an object, encoded; that of the bucket if there is no key.
  func path(of key: String?, in bucket: String) -> String {
    let object = key.map { "/" + PercentEncoding.encode($0, keepsSlashes: true) } ?? ""
    switch style {
    case .path: return "/" + PercentEncoding.encode(bucket) + object
    case .virtualHost: return object.isEmpty ? "/" : object
    }
  }
}
