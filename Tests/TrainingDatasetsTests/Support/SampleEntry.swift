/// An entry to write into an archive.
struct SampleEntry: Sendable {
  enum Kind: Sendable {
    case file([UInt8])
    /// A number of zeros, written in pieces.
    case zeros(Int)
    /// A sparse file of a number of bytes that are a hole, except for the last ten; tar only.
    case hole(Int)
    case directory
    case symbolicLink(String)
    case hardLink(String)
    case fifo
    case device
  }

  var name: [UInt8]
  var kind: Kind

  static func file(_ name: String, _ content: String = "content") -> SampleEntry {
    SampleEntry(name: Array(name.utf8), kind: .file(Array(content.utf8)))
  }

  static func file(
    named name: [UInt8], _ content: [UInt8] = Array("content".utf8)
  ) -> SampleEntry {
    SampleEntry(name: name, kind: .file(content))
  }

  static func file(_ name: String, bytes: Int) -> SampleEntry {
    SampleEntry(name: Array(name.utf8), kind: .zeros(bytes))
  }

  static func directory(_ name: String) -> SampleEntry {
    SampleEntry(name: Array(name.utf8), kind: .directory)
  }

  static func other(_ name: String, _ kind: Kind) -> SampleEntry {
    SampleEntry(name: Array(name.utf8), kind: kind)
  }
}
