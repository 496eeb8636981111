import TrainingManifest

/// A file's name must have one of the accepted extensions.
///
/// Unlike the Python SDK, the rule ignores letter case. It accepts everything that the SDK accepts.
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
    let found = type.map { "files of type \"\(printable($0))\"" } ?? "files without an extension"
    let acceptedList = fileTypes.filter { !$0.isEmpty }.joined(separator: ", ")
    return [
      Finding(.fileType, "\(found) are not accepted; use \(acceptedList), or leave the file out")
    ]
  }
}
