/// Checks protos: compiles them, and holds them against the rules.
public struct ProtoCheck {
  /// All problems, those of the compiler first.
  public let findings: [Finding]

  private let protos: CompiledProtos

  /// Checks protos.
  ///
  /// - Parameters:
  ///   - files: the paths of the protos.
  ///   - importFolders: the folders for imports; those of the protos if there are none.
  ///   - parameter: the generator's options, separated by commas.
  /// - Throws: an error that says what to do if a file or a folder doesn't exist.
  public init(files: [String], importFolders: [String] = [], parameter: String = "") throws {
    try self.init(CompiledProtos(files, in: importFolders), parameter)
  }

  init(_ protos: CompiledProtos, _ parameter: String) throws {
    self.protos = protos
    self.findings = try protos.findings + protos.ruleFindings(parameter)
  }

  /// The findings for people, with the lines of the protos.
  public var text: String { blocks.joined() }

  /// The lines of ``text`` about each finding.
  public var blocks: [String] { protos.textReport(findings).blocks }

  /// The findings in a format.
  func report(_ format: ReportFormat) throws -> String {
    switch format {
    case .text: text
    case .json: try JSONReport(findings, paths: protos.path).text()
    case .sarif: try SARIFReport(findings, in: protos).text()
    }
  }
}
