/// The extra fields of a header. Each consists of a number, a length and that many bytes (APPNOTE
/// 4.5.1).
struct ZipExtra: Hashable {
  private let bytes: [UInt8]

  static let large: UInt16 = 0x0001
  static let unicodePath: UInt16 = 0x7075

  init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// Returns the content of the field with this number; `nil` if there is none. Throws if there are
  /// two, because programs disagree about which of them applies.
  func field(_ number: UInt16) throws(ArchiveFailure) -> [UInt8]? {
    var found: [UInt8]?
    var index = 0
    while bytes.count - index >= 4 {
      let start = index + 4
      let end = start + Int(bytes.littleEndian(at: index + 2, as: UInt16.self))
      guard end <= bytes.count else {
        throw .archive(.directory("an entry's extra fields are damaged"))
      }
      if bytes.littleEndian(at: index, as: UInt16.self) == number {
        guard found == nil else {
          throw .archive(.directory("an entry has the same extra field twice"))
        }
        found = Array(bytes[start..<end])
      }
      index = end
    }
    return found
  }
}
