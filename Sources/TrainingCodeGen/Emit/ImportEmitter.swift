import SwiftSource

/// The imports of a generated file.
struct ImportEmitter {
  let plan: ImportPlan

  var source: SwiftSource {
    .lines([data] + plan.modules.map(statement) + reexports)
  }

  /// These name declarations, so that not the whole module is handed on.
  private var reexports: [SwiftSource] {
    guard !plan.reexports.isEmpty else { return [] }
    let reason: SwiftSource = "// Part of this file by `import public`."
    return [reason] + plan.reexports.map { "@_exported public import \(name: $0)" }
  }

  private var data: SwiftSource {
    guard let module = plan.data else { return .empty }
    let essentials = ImportPlan.Module(name: "FoundationEssentials", modifier: module.modifier)
    return """
      #if canImport(FoundationEssentials)
      \(statement(essentials))
      #else
      \(statement(module))
      #endif
      """
  }

  private func statement(_ module: ImportPlan.Module) -> SwiftSource {
    guard let modifier = module.modifier else { return "import \(name: module.name)" }
    return "\(name: modifier) import \(name: module.name)"
  }
}
