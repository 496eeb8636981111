import TrainingManifest

/// A file's name must end in one of the welcome types.
///
/// The Python SDK compares letter case; whatever it accepts is accepted, and other case too.
struct FileTypeRule {
  private let fileTypes: [String]
  private let accepted: Set<String>

  init(fileTypes: [String]) {
    self.fileTypes = fileTypes
    accepted = Set(fileTypes.map(OptionList.normalised))
  }

  func findings(for name: EntryName) -> [Finding] {
    guard !accepted.isEmpty else { return [] }
    let type = name.fileType
    if accepted.contains(type?.lowercased() ?? "") { return [] }
    let found = type.map { "files of type \"\(printable($0))\"" } ?? "files without a type"
    let welcome = fileTypes.filter { !$0.isEmpty }.joined(separator: ", ")
    return [
      Finding(.fileType, "\(found) are not accepted; use \(welcome), or leave the file out")
    ]
  }
}
