import TrainingManifest

extension ArchiveKind {
  /// How many bytes at the beginning of a file are needed to determine its kind: one tar header.
  static let signatureBytes = 512

  /// Determines the kind of a file from its first bytes. A compressed file is assumed to be a
  /// compressed tar; reading it shows whether this is true.
  init?(content head: [UInt8]) {
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
      self = .zip
    } else if head.starts(with: [0x1F, 0x8B]) {
      self = .tarGzip
    } else if head.starts(with: [0x42, 0x5A, 0x68]) {
      self = .tarBzip2
    } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) {
      self = .tarXZ
    } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .tarZstandard
    } else if Self.isTarHeader(head) {
      self = .tar
    } else {
      return nil
    }
  }

  /// Whether a file begins like a tar, which has no signature. Its first block contains a checksum
  /// of the block (POSIX ustar, with `chksum` at 148..<156 counted as blanks), or consists of
  /// zeros, which end an empty archive.
  private static func isTarHeader(_ head: [UInt8]) -> Bool {
    guard head.count >= signatureBytes else { return false }
    let block = head.prefix(signatureBytes)
    if block.allSatisfy({ $0 == 0 }) { return true }
    let checksum = 148..<156
    let sum = block.enumerated().reduce(0) { sum, byte in
      sum + (checksum.contains(byte.offset) ? 0x20 : Int(byte.element))
    }
    let digits = block[checksum].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    return !digits.isEmpty && digits.reduce(0) { $0 * 8 + Int($1 - 0x30) } == sum
  }
}
