/// The extensions that files declare, by what they extend.
struct ExtensionTable: Sendable {
  private struct Key: Hashable {
    let message: SymbolID
    let number: Int32
  }

  private var fields: [Key: SymbolID] = [:]

  /// Collects the extensions of files.
  ///
  /// - Parameter resolutions: what the names in the files stand for.
  init(_ files: [FileModel], _ resolutions: [Resolution]) {
    for (file, model) in files.enumerated().prefix(resolutions.count) {
      for (index, field) in model.fields.enumerated() where field.isExtension {
        guard let message = resolutions[file].fields[index].container else { continue }
        let key = Key(message: message, number: field.number)
        if fields[key] == nil { fields[key] = SymbolID(file: file, ElementID(.field, index)) }
      }
    }
  }

  /// Finds the extension of a message with a number.
  func find(_ number: Int32, of message: SymbolID) -> SymbolID? {
    fields.isEmpty ? nil : fields[Key(message: message, number: number)]
  }
}
