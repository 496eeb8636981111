import TrainingSchema

extension GenerationPlan {
  /// Writes every file, one proto at a time, and goes on after a fault, so that all are reported.
  ///
  /// - Parameter output: takes each file as soon as it is written.
  /// - Returns: what keeps files from being written.
  func write<Failure>(
    to output: (GeneratedFile) throws(Failure) -> Void
  ) throws(Failure) -> [Diagnostic] {
    var names: Set<String> = []
    var faults: [Diagnostic] = []
    for plan in files {
      faults += plan.faults
      for file in plan.outputs {
        let written = Result { () throws(Diagnostic) in
          guard names.insert(file.name).inserted else {
            throw Diagnostic.collision(of: file, at: plan.location)
          }
          return try FileEmitter(plan: file).file()
        }
        switch written {
        case .success(let file): try output(file)
        case .failure(let fault): faults.append(fault)
        }
      }
    }
    return faults + sources.faults
  }
}

extension Diagnostic {
  fileprivate static func collision(
    of file: FilePlan.Output, at location: SourceLocation?
  ) -> Diagnostic {
    Diagnostic(
      .error, ruleID: "output-name", at: location,
      "another proto is generated to \(file.name) as well; "
        + "choose FileNaming=FullPath or FileNaming=PathToUnderscores")
  }
}
