internal import SwiftProtobuf

/// Finds the field that the name of an option means.
struct OptionTargetFinder {
  private let pool: Pool
  private let file: Int
  private let scope: String
  private let lookup: NameLookup

  /// Whether to look for the names that were probably meant.
  private let suggests: Bool

  /// - Parameters:
  ///   - scope: the full name from whose scope extensions are looked up.
  ///   - suggests: whether to look for the names that were probably meant.
  init(_ pool: Pool, file: Int, lookup: NameLookup, scope: String, suggests: Bool) {
    self.suggests = suggests
    self.pool = pool
    self.file = file
    self.lookup = lookup
    self.scope = scope
  }

  /// Finds the field that an option means.
  ///
  /// - Parameters:
  ///   - type: the full name of the options message.
  ///   - path: the path of the options.
  func find(
    _ option: Google_Protobuf_UninterpretedOption, in type: String, path: [Int32]
  ) throws(OptionError) -> OptionTarget {
    guard var message = optionsMessage(type) else {
      throw .name("option-name", "\(type) isn't declared in google/protobuf/descriptor.proto.")
    }
    guard option.name.count <= OptionTarget.maximumDepth + 1 else {
      throw .name(
        "option-depth",
        "The name leads through \(option.name.count - 1) messages: at most "
          + "\(OptionTarget.maximumDepth) can be nested in an option.")
    }
    var path = path
    var name = ""
    var outer: [SymbolID] = []
    for (index, part) in option.name.enumerated() {
      name += (index == 0 ? "" : ".") + (part.isExtension ? "(\(part.namePart))" : part.namePart)
      let field = try field(part, in: message, name: name)
      path.append(pool.field(field).number)
      try checkFeature(option, field, name: name)
      guard index < option.name.count - 1 else {
        return OptionTarget(field: field, outer: outer, path: path, name: name)
      }
      message = try inner(of: field, name: name)
      outer.append(field)
    }
    throw .name("option-name", "The option has no name.")
  }

  /// The options message that the files declare, if they do and the file comes after it, or the
  /// built-in one.
  private func optionsMessage(_ type: String) -> SymbolID? {
    if let own = lookup.findAnywhere(type), own.kind == .message, own.file <= Int32(file) {
      return own
    }
    return pool.findBuiltIn(type)
  }

  private func field(
    _ part: Google_Protobuf_UninterpretedOption.NamePart, in message: SymbolID, name: String
  ) throws(OptionError) -> SymbolID {
    guard part.isExtension else {
      guard let field = pool.field(named: part.namePart, of: message) else {
        throw unknown(part.namePart, in: message, name: name)
      }
      return field
    }
    let found: SymbolID
    switch lookup.find(part.namePart, from: scope.utf8, .everything) {
    case .found(let symbol) where symbol.kind == .field: found = symbol
    case .found: throw unknown(name, extending: message)
    case .missing(let miss): throw missing(name, miss, extending: message)
    }
    guard pool.resolution(found).container == message else {
      throw .name(
        "option-name",
        "\"\(name)\" doesn't extend \"\(pool.message(message).name)\".", found)
    }
    return found
  }

  private func missing(
    _ name: String, _ miss: NameLookup.Miss, extending message: SymbolID
  ) -> OptionError {
    if let resolved = miss.resolvedTo {
      return .name(
        "option-name",
        "\"\(name)\" means \"(\(resolved))\" here, which isn't declared, because its first part is found "
          + "in an inner scope. Write \"(.\(name.dropFirst())\" for the full name.")
    }
    guard let owner = miss.declaredIn else {
      return unknown(name, extending: message)
    }
    return .name(
      "option-name",
      "The option \"\(miss.declaredName)\" is declared in \"\(pool.files[owner].name)\", which isn't "
        + "imported: add the import.")
  }

  private func unknown(_ name: String, extending message: SymbolID) -> OptionError {
    let written = name.split(separator: "(").last.map { String($0.dropLast()) } ?? name
    let hint =
      pool.importAdvice.sentence(about: written)
      ?? nearestExtension(to: written, of: message).map { "Did you mean \"(\($0))\"?" }
      ?? "Import the file that declares it."
    return .name(
      "option-name",
      "The option \"\(name)\" isn't declared in this file or an imported one. \(hint)")
  }

  /// The full name of the extension of a message that was probably meant.
  private func nearestExtension(to name: String, of message: SymbolID) -> String? {
    guard suggests else { return nil }
    let visible = pool.imports[file].visible.union(pool.imports[file].visibleOptions).union([file])
    var candidates: [String: String] = [:]
    for file in visible {
      for index in pool.files[file].fields.indices where pool.files[file].fields[index].isExtension
      {
        let symbol = SymbolID(file: file, ElementID(.field, index))
        guard pool.resolution(symbol).container == message else { continue }
        candidates[pool.field(symbol).name] = pool.fullName(symbol)
      }
    }
    let wanted = name.split(separator: ".").last.map(String.init) ?? name
    if let other = candidates[wanted] { return other }
    return Suggestion.nearest(to: wanted, in: candidates.keys.sorted()).flatMap { candidates[$0] }
  }

  private func unknown(_ part: String, in message: SymbolID, name: String) -> OptionError {
    let names = pool.fields(of: message).map { pool.field($0).name }
    let suggestion = suggests ? Suggestion.nearest(to: part, in: names) : nil
    let type = pool.message(message).name
    let hint = suggestion.map { " Did you mean \"\($0)\"?" } ?? ""
    return .name(
      "option-name",
      "\(type) has no field \"\(part)\".\(hint) The name of a custom option is written in "
        + "parentheses.")
  }

  /// protoc refuses features in the file that declares them.
  private func checkFeature(
    _ option: Google_Protobuf_UninterpretedOption, _ field: SymbolID, name: String
  ) throws(OptionError) {
    guard Int(field.file) == file, option.name[0].namePart == "features",
      !option.name[0].isExtension
    else { return }
    throw .name(
      "option-name", "The feature \"\(name)\" can't be used in the file that declares it.", field)
  }

  private func inner(of field: SymbolID, name: String) throws(OptionError) -> SymbolID {
    let resolved = pool.resolution(field)
    guard resolved.isMessage, let target = resolved.target else {
      throw .name(
        "option-name", "\"\(name)\" isn't a message, so it has no fields.", field)
    }
    guard !pool.field(field).isRepeated else {
      throw .name(
        "option-name",
        "\"\(name)\" is repeated: set a whole message, as in \(name) = { … }.", field)
    }
    return target
  }
}
