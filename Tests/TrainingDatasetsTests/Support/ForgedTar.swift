/// A tar that is written block by block, so that it can contain wrong information (POSIX pax).
struct ForgedTar {
  private(set) var bytes: [UInt8] = []

  /// Adds a header and its padded data. With `statedSize`, the header states another size.
  mutating func add(
    _ name: String, type: Character = "0", _ data: [UInt8] = [], statedSize: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at index: Int) {
      for (offset, byte) in text.utf8.enumerated() { header[index + offset] = byte }
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put(octal(statedSize ?? data.count), at: 124)
    put(String(repeating: " ", count: 8), at: 148)
    put(String(type), at: 156)
    put("ustar\u{0}00", at: 257)
    put(String(octal(header.reduce(0) { $0 + Int($1) }).suffix(6)) + "\u{0}", at: 148)
    bytes += header + padded(data)
  }

  /// Adds an entry with a pax header before it.
  mutating func add(_ name: String, attributes: [(String, String)], _ data: [UInt8]) {
    add("pax", type: "x", attributes.flatMap { Self.record($0, $1) })
    add(name, data)
  }

  /// A file with holes (GNU sparse 1.0): `map` is a list of offsets and sizes.
  mutating func addSparse(_ name: String, size: Int, map: [UInt8], _ data: [UInt8]) {
    add(
      name,
      attributes: [
        ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", name),
        ("GNU.sparse.realsize", String(size)),
      ],
      padded(map) + data)
  }

  mutating func end() {
    bytes += [UInt8](repeating: 0, count: 1024)
  }

  /// `LENGTH KEY=VALUE\n`, where the length counts itself.
  private static func record(_ key: String, _ value: String) -> [UInt8] {
    let rest = " \(key)=\(value)\n".utf8
    var length = rest.count
    while String(length).utf8.count + rest.count != length {
      length = String(length).utf8.count + rest.count
    }
    return Array("\(length)".utf8) + rest
  }

  private func padded(_ data: [UInt8]) -> [UInt8] {
    data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
  }

  private func octal(_ number: Int) -> String {
    let digits = String(number, radix: 8)
    return String(repeating: "0", count: max(0, 11 - digits.count)) + digits
  }
}
