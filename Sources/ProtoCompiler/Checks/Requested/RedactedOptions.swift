internal import SwiftProtobuf

/// What is imported with `import option` declares no options that mark fields to be redacted.
///
/// Such options have to be known where messages are printed.
enum RedactedOptions: Check {
  static func check(_ reporter: inout Reporter) {
    let pool = reporter.pool
    guard pool.requested.contains(reporter.file) else { return }
    for case let file? in pool.imports[reporter.file].optionDependencies {
      var visited: Set<SymbolID> = []
      let found = pool.files[file].fields.indices.last { index in
        let symbol = SymbolID(file: file, ElementID(.field, index))
        return pool.field(symbol).isExtension && isRedacted(symbol, pool, &visited)
      }
      guard let found else { continue }
      let name = pool.files[file].fullName(of: ElementID(.field, found))
      return reporter.report(
        "redacted-option", .file, .other,
        "\"\(name)\" of \"\(pool.files[file].name)\" marks fields to redact, which programs must know: "
          + "import the file without \"option\".")
    }
  }

  /// Whether a value of a field can be one that is redacted, in the field's message or in one inside it.
  private static func isRedacted(
    _ field: SymbolID, _ pool: Pool, _ visited: inout Set<SymbolID>
  ) -> Bool {
    // A list of our own: messages may be inside each other in any number.
    var rest = [field]
    while let field = rest.popLast() {
      guard let type = pool.resolution(field).target, visited.insert(type).inserted else {
        continue
      }
      if type.kind == .message {
        rest += pool.fields(of: type)
      } else if hasRedactedValue(type, pool) {
        return true
      }
    }
    return false
  }

  private static func hasRedactedValue(_ type: SymbolID, _ pool: Pool) -> Bool {
    pool.values(of: type).contains { value in
      guard value.options >= 0 else { return false }
      let options = pool.options[Int(type.file)].messages[Int(value.options)]
      return (options as? Google_Protobuf_EnumValueOptions)?.debugRedact == true
    }
  }
}
