import TrainingCodeGen
import TrainingSchema

extension FixtureCase {
  /// Returns the generator's output for the case: the content of each file by its name. The
  /// diagnostics become the file `diagnostics.txt`.
  public func output() throws -> [String: String] {
    let generator = Generator(
      try ProtoFolder(folder: folder).request(for: protos(), parameter: parameter))
    let said = generator.diagnostics.text
    var files = Dictionary(uniqueKeysWithValues: generator.files.map { ($0.name, $0.content) })
    if !said.isEmpty { files["diagnostics.txt"] = said }
    return files
  }
}

extension [Diagnostic] {
  /// The diagnostics, one on each line.
  var text: String { map { "\($0)\n" }.joined() }
}
