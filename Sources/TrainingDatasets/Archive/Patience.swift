/// How many bytes may go in before something comes out.
///
/// libarchive keeps what it cannot make use of yet: a file name in a gzip's header that never ends, a
/// list of a million holes. Memory is bounded because its patience is.
struct Patience: Hashable {
  private var rest: Int

  /// More compressed bytes than any format needs for a block.
  static let forBlock = Patience(rest: 8 << 20)
  /// More than the headers of an entry take, long names and attributes included.
  static let forHeaders = Patience(rest: 4 << 20)

  mutating func spend(_ bytes: Int) throws(ArchiveFailure) {
    rest -= bytes
    guard rest >= 0 else {
      throw .archive(.unreadable(because: "its headers never end"))
    }
  }
}
