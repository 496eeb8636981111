/// No two entries may have one name, on any file system: a difference only in letter case or Unicode
/// normalisation is none, nor is one in characters that cannot be seen. A directory may be listed
/// twice.
///
/// Remembers a hash a name, seeded anew in every process, so nobody can choose names that collide.
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
    "another entry has the same name, letter case and Unicode form aside; rename or remove one")
}
