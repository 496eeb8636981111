internal import SwiftProtobuf

extension Reporter {
  /// The options of an element of the file; `nil` if it has none.
  func options<Options: OptionsMessage>(_ index: Int32, as _: Options.Type) -> Options? {
    index < 0 ? nil : pool.options[file].messages[Int(index)] as? Options
  }

  /// The options of a field of the file; `nil` if it has none.
  func fieldOptions(_ index: Int) -> Google_Protobuf_FieldOptions? {
    options(model.fields[index].options, as: Google_Protobuf_FieldOptions.self)
  }

  /// What is known about a field of the file.
  func resolved(_ index: Int) -> Resolution.Field { pool.resolutions[file].fields[index] }

  /// A field of the file among those of all files.
  func symbol(_ kind: SymbolKind, _ index: some BinaryInteger) -> SymbolID {
    SymbolID(file: file, ElementID(kind, index))
  }

  /// Whether a message of the file has the option `map_entry`.
  func isMapEntry(_ message: Int32) -> Bool {
    guard message >= 0 else { return false }
    let model = model.messages[Int(message)]
    return model.isMapEntry
      || options(model.options, as: Google_Protobuf_MessageOptions.self)?.mapEntry == true
  }
}

extension Pool {
  /// The options of a file; `nil` if it has none.
  func fileOptions(_ file: Int) -> Google_Protobuf_FileOptions? {
    let index = files[file].fileOptions
    guard index >= 0 else { return nil }
    return options[file].messages[Int(index)] as? Google_Protobuf_FileOptions
  }

  /// Whether the code of a file is for the lite runtime.
  func isLite(_ file: Int) -> Bool { fileOptions(file)?.optimizeFor == .liteRuntime }
}
