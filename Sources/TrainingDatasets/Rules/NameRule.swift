/// On every system, a name must be a plain path below the directory into which the archive is
/// unpacked.
struct NameRule {
  let maxNameBytes: Int

  func findings(for name: EntryName) -> [Finding] {
    var findings: [Finding] = []
    let text = name.text
    let scalars = text.unicodeScalars
    if text.isEmpty { findings.append(Self.unreadable) }
    if text.utf8.count > maxNameBytes { findings.append(tooLong) }
    if scalars.contains(where: { $0.properties.generalCategory == .control }) {
      findings.append(Self.control)
    }
    if scalars.first == "/" || scalars.first == "\\" { findings.append(Self.absolute) }
    if Self.hasDriveLetter(scalars) { findings.append(Self.drive) }
    if scalars.contains("\\") { findings.append(Self.backslash) }
    if scalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains(where: Self.isParent) {
      findings.append(Self.parent)
    }
    return findings
  }

  static let unreadable = Finding(
    .nameUnreadable, "an entry has no readable name; create the archive again with UTF-8 names")

  private var tooLong: Finding {
    Finding(.nameTooLong, "the name is longer than \(maxNameBytes) bytes; shorten it")
  }

  private static let control = Finding(
    .controlCharacter, "the name contains a control character; rename the file")

  private static let absolute = Finding(
    .absolutePath, "the name is an absolute path; pack the files with relative paths")

  private static let drive = Finding(
    .driveLetter, "the name begins with a drive letter; pack the files with relative paths")

  private static let backslash = Finding(
    .backslash, "the name contains a backslash; rename the file, and separate directories with /")

  private static let parent = Finding(
    .parentPath,
    "the name leads out of the archive with \"..\"; pack the files from their directory")

  private static func isParent(_ component: Substring.UnicodeScalarView) -> Bool {
    component.elementsEqual("..".unicodeScalars)
  }

  private static func hasDriveLetter(_ scalars: String.UnicodeScalarView) -> Bool {
    guard let first = scalars.first, first.isASCII, first.properties.isAlphabetic else {
      return false
    }
    return scalars.dropFirst().first == ":"
  }
}
