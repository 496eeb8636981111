import SwiftSource

/// The imports of a generated file.
struct ImportEmitter {
  let plan: ImportPlan

  var source: SwiftSource {
    .lines([data] + plan.modules.map(statement))
  }

  private var data: SwiftSource {
    guard let module = plan.data else { return .empty }
    let essentials = ImportPlan.Module(name: "FoundationEssentials", access: module.access)
    return """
      #if canImport(FoundationEssentials)
      \(statement(essentials))
      #else
      \(statement(module))
      #endif
      """
  }

  private func statement(_ module: ImportPlan.Module) -> SwiftSource {
    guard let access = module.access else { return "import \(name: module.name)" }
    return "\(name: access) import \(name: module.name)"
  }
}
