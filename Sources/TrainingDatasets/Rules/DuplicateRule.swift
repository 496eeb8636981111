/// No two entries may have the same name on any file system. Names are the same if they differ only
/// in letter case, Unicode normalisation or invisible characters. A directory may be listed twice.
///
/// The rule stores a hash of each name. The hash has a different seed in each process, so nobody
/// can choose names that collide.
struct DuplicateRule {
  private var files: Set<Int> = []
  private var directories: Set<Int> = []

  mutating func findings(for name: EntryName, isDirectory: Bool) -> [Finding] {
    let key = name.key.hashValue
    let isNew =
      isDirectory
      ? !files.contains(key)
      : files.insert(key).inserted && !directories.contains(key)
    if isDirectory { directories.insert(key) }
    return isNew ? [] : [Self.duplicate]
  }

  private static let duplicate = Finding(
    .duplicate,
    "another entry has the same name, apart from letter case and Unicode form; rename or remove "
      + "one")
}
