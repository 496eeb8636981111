import GRPCCore
import TestSupport

/// Generates hostile calls, one after the other.
struct HostileCaller: Sendable {
  let target: TrapTarget
  let methods: [HostileMethod]
  var random: SeededRandom

  /// How many calls remain.
  var count: Int

  var isService: Bool { methods.allSatisfy(\.isService) }

  /// A call: the method's path, additional headers, and the content of DATA frames.
  struct Call: Sendable {
    let path: String
    let headers: [HTTP2Header]
    let data: [[UInt8]]

    var byteCount: Int { data.reduce(0) { $0 + $1.count } }

    var description: String {
      "\(path) \(headers.map { "\($0.name): \($0.value)" }) "
        + "\(data.map { Hexadecimal.digits($0.prefix(80)) }.joined(separator: " "))"
    }
  }

  /// Returns the next call; `nil` if none remain.
  mutating func next() -> Call? {
    guard count > 0, let method = methods.randomElement(using: &random) else { return nil }
    count -= 1
    let messages = (0...(method.isStream ? random.below(3) : 0)).map { _ in
      framed(message(method))
    }
    return Call(
      path: "/\(method.descriptor.fullyQualifiedMethod)", headers: headers(), data: messages)
  }

  /// Additional headers; in most cases none.
  private mutating func headers() -> [HTTP2Header] {
    guard random.chance(20) else { return [] }
    let name = Self.names.randomElement(using: &random) ?? ""
    let value = Self.values.randomElement(using: &random) ?? ""
    return [HTTP2Header(name, value)]
  }

  /// The names of headers that the server itself reads.
  private static let names = [
    "grpc-timeout", "grpc-timeout", "grpc-encoding", "grpc-accept-encoding", "content-type",
    "user-agent", "grpc-previous-rpc-attempts", "snet-user-address", "data-bin",
    "grpc-trace-bin", "grpc-status",
  ]

  private static let values = [
    "", "-1S", "-9999999H", "+1S", "1", "S", "99999999H", "99999999n", "123456789S", "0S", "1X",
    "\u{663}S", "gzip", "deflate", "identity", "evil", "gzip,identity", "application/grpc+json",
    "text/html", "0", "-1", "18446744073709551616", "====", "%%%", "AAA", "\u{FFFF}",
    String(repeating: "a", count: 100),
  ]

  private mutating func message(_ method: HostileMethod) -> [UInt8] {
    // First batches are often valid, too, because otherwise the server ignores the following ones.
    if method.isQuestion || method.isStream, random.chance(40) {
      return method.samples.randomElement(using: &random) ?? []
    }
    return switch random.below(10) {
    case 0..<3: Array(random.bytes(random.below(64)))
    case 3: Array(random.bytes(random.below(1 << (1 + random.below(13)))))
    case 4: method.samples.randomElement(using: &random) ?? []
    default: Mutation.damage(method.samples.randomElement(using: &random) ?? [], &random)
    }
  }

  /// Adds gRPC's prefix with the message's length, which is correct in most cases.
  private mutating func framed(_ message: [UInt8]) -> [UInt8] {
    var prefix = [0] + withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) }
    if random.chance(5) { prefix = Mutation.damage(prefix, &random) }
    return prefix + message
  }
}
