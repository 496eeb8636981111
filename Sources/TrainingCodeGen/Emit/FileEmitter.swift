import Foundation
import SwiftSource
import TrainingManifest
import TrainingSchema

/// Writes a file.
struct FileEmitter {
  let plan: FilePlan.Output

  /// - Throws: a ``Diagnostic`` when the file cannot be written.
  func file() throws(Diagnostic) -> GeneratedFile {
    GeneratedFile(name: plan.name, content: try content())
  }

  private func content() throws(Diagnostic) -> String {
    switch plan.content {
    case .messages(let plan): MessageFileEmitter(plan: plan).content
    case .stubs(let plan): try ServiceFileEmitter(plan: plan).content()
    case .guards(let plan): TrainingFileEmitter(plan: plan).content
    case .manifest(let manifest): try text(of: manifest)
    case .nothing(let head):
      SourceFile(head: head).content(["// The proto declares nothing for this file."])
    }
  }

  private func text(of manifest: Manifest) throws(Diagnostic) -> String {
    do {
      return String(decoding: try manifest.json(), as: UTF8.self)
    } catch {
      throw Diagnostic(
        .error, ruleID: "manifest", at: nil,
        "the manifest can't be written: \(error.localizedDescription)")
    }
  }
}
