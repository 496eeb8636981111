internal import SwiftProtobuf

/// Messages and enums that are local, or local by default, are only used in their own file.
enum SymbolVisibility: Check {
  static func check(_ reporter: inout Reporter) {
    let resolution = reporter.pool.resolutions[reporter.file]
    for (index, field) in resolution.fields.enumerated() {
      let element = ElementID(.field, index)
      if reporter.model.fields[index].isExtension {
        check(field.container, element, .extendee, &reporter)
      }
      check(field.target, element, .type, &reporter)
    }
    for index in reporter.model.methods.indices {
      let element = ElementID(.method, index)
      check(resolution.inputs[index], element, .inputType, &reporter)
      check(resolution.outputs[index], element, .outputType, &reporter)
    }
  }

  private static func check(
    _ symbol: SymbolID?, _ element: ElementID, _ part: SourceMap.Part,
    _ reporter: inout Reporter
  ) {
    guard let symbol, Int(symbol.file) != reporter.file,
      let reason = reporter.pool.reasonHidden(symbol)
    else { return }
    let name = reporter.pool.fullName(symbol)
    let owner = reporter.pool.files[Int(symbol.file)].name
    reporter.report(
      "visibility", element, part,
      "\"\(name)\" is local to \"\(owner)\": \(reason). Mark it with \"export\" to use it in other files.",
      notes: [reporter.note("\"\(name)\" is declared here", symbol)])
  }
}

extension Pool {
  /// Why a message or enum can't be used in other files; `nil` if it can be.
  func reasonHidden(_ symbol: SymbolID) -> String? {
    let owner = files[Int(symbol.file)]
    let (visibility, parent) =
      symbol.kind == .message
      ? (owner.messages[symbol.index].visibility, owner.messages[symbol.index].parent)
      : (owner.enums[symbol.index].visibility, owner.enums[symbol.index].parent)
    switch visibility {
    case .visibilityExport: return nil
    case .visibilityLocal: return "it is marked with \"local\""
    case .visibilityUnset: break
    }
    let name: String
    switch features[Int(symbol.file)].file.symbolVisibility {
    case .unknown, .exportAll: return nil
    case .exportTopLevel:
      if parent < 0 { return nil }
      name = "EXPORT_TOP_LEVEL"
    case .localAll: name = "LOCAL_ALL"
    case .strict: name = "STRICT"
    }
    return "the file's feature default_symbol_visibility is \(name)"
  }
}
