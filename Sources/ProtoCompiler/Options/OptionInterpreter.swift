internal import SwiftProtobuf

/// Turns the options of one file, as the text writes them, into fields of the messages with options.
///
/// protoc does this in two passes, because features, which are options that it knows, decide how
/// extensions are encoded.
struct OptionInterpreter {
  /// Which options are interpreted.
  enum Pass {
    /// Options that begin with a field, such as `deprecated` or `features.(pb.cpp).string_type`.
    case fields
    /// Options that begin with an extension, such as `(google.api.http)`.
    case extensions
  }

  private let pool: Pool
  private let file: Int
  private let model: FileModel
  private let pass: Pass
  private let lookup: NameLookup
  private var reporter: Reporter
  private var result: InterpretedOptions
  private var repeatedCounts: [[Int32]: Int32] = [:]

  /// - Parameter options: the options as they are before the pass.
  init(_ pool: Pool, file: Int, pass: Pass, options: InterpretedOptions) {
    self.pool = pool
    self.file = file
    self.pass = pass
    model = pool.files[file]
    lookup = NameLookup(pool, file: file)
    reporter = Reporter(pool, file: file)
    result = options
  }

  /// Interprets the options of every element.
  consuming func interpret() -> InterpretedOptions {
    for index in model.options.indices
    where !model.options[index].message.uninterpretedOption.isEmpty {
      interpret(at: index)
    }
    result.used.formUnion(lookup.used)
    result.diagnostics += reporter.diagnostics
    return result
  }

  private mutating func interpret(at index: Int) {
    let element = model.options[index].element
    let options = model.options[index].message.uninterpretedOption
    var message = result.messages[index]
    message.uninterpretedOption = []
    guard var fields = WireFields(message.unknownFields.data) else { return }
    message.unknownFields = UnknownStorage()
    var set = SetFields(fields)
    let path = model.path(of: element) + [element.kind.optionsNumber]
    var statements: [OptionStatement] = []
    for (position, option) in options.enumerated() where isInPass(option) {
      let place = OptionPlace(element: element, optionsPath: path, position: Int32(position))
      guard let statement = encoded(option, at: place, besides: &set, index: index) else { break }
      set.add(statement.fields)
      fields.append(contentsOf: statement.fields)
      statements.append(statement)
    }
    if statements.count == options.count(where: isInPass) {
      checkRequired(fields, of: statements)
    }
    result.messages[index] = merge(fields, of: statements, into: message)
  }

  private func isInPass(_ option: Google_Protobuf_UninterpretedOption) -> Bool {
    guard let first = option.name.first, first.namePart != "uninterpreted_option" else {
      return pass == .extensions
    }
    return first.isExtension == (pass == .extensions)
  }

  /// Encodes the field that an option sets.
  ///
  /// - Parameter set: what the options before it set.
  /// - Returns: the option with its field; `nil` if it isn't valid.
  private mutating func encoded(
    _ option: Google_Protobuf_UninterpretedOption, at place: OptionPlace,
    besides set: inout SetFields, index: Int
  ) -> OptionStatement? {
    guard option.name.first.map({ $0.namePart != "uninterpreted_option" }) == true else {
      reporter.report(
        "option-name", at: place.path, .optionName,
        "\"uninterpreted_option\" can't be set: remove it.")
      return nil
    }
    do throws(OptionError) {
      let target = try target(of: option, place)
      if let text = target.existing(in: &set, pool) { throw .name("option-set-twice", text) }
      let encoder = OptionValueEncoder(pool, lookup: lookup, target: target)
      let value = try encoder.encode(option)
      if isRestricted(target) { result.restricted.insert(index) }
      result.moved[place.path] = numbered(target)
      return OptionStatement(place: place, target: target, fields: try target.wrap(value, pool))
    } catch {
      let isName = error.part == .optionName
      reporter.report(
        error.ruleID, at: place.path, isName ? .optionName : .optionValue, error.message,
        notes: error.declaration.map { [reporter.note("the option is declared here", $0)] } ?? [])
      return nil
    }
  }

  private func target(
    of option: Google_Protobuf_UninterpretedOption, _ place: OptionPlace
  ) throws(OptionError) -> OptionTarget {
    try OptionTargetFinder(
      pool, file: file, lookup: lookup, scope: scope(of: place.element),
      suggests: !reporter.isFull
    ).find(option, in: place.element.kind.optionsType, path: place.optionsPath)
  }

  /// The full name from whose scope the names of extensions are looked up.
  private func scope(of element: ElementID) -> String {
    guard element.kind == .file else { return model.fullName(of: element) }
    return model.package.isEmpty ? "dummy" : "\(model.package).dummy"
  }

  /// The path of the field that an option sets, with an index if the field is repeated.
  private mutating func numbered(_ target: OptionTarget) -> [Int32] {
    guard pool.field(target.field).isRepeated else { return target.path }
    let count = repeatedCounts[target.path, default: 0]
    repeatedCounts[target.path] = count + 1
    return target.path + [count]
  }

  /// Whether an option may be forbidden in an edition or for an element.
  private func isRestricted(_ target: OptionTarget) -> Bool {
    guard target.outer.isEmpty, !pool.resolution(target.field).isMessage,
      pool.options.indices.contains(Int(target.field.file))
    else { return true }
    return pool.restrictions(of: target.field) != nil
      || pool.resolution(target.field).type == .enum
  }

  /// Checks that messages of which options set single fields have all fields that are required.
  private mutating func checkRequired(_ fields: WireFields, of statements: [OptionStatement]) {
    var places: [Int32: OptionPlace] = [:]
    for statement in statements {
      guard let outermost = statement.target.outer.first else { continue }
      let number = pool.field(outermost).number
      if places[number] == nil { places[number] = statement.place }
    }
    guard !places.isEmpty, let type = statements.first.flatMap({ container(of: $0.target) })
    else { return }
    var canonical = Canonical(pool)
    guard let merged = canonical.encode(fields.bytes, type) else { return }
    for field in WireFields(merged)?.fields ?? [] {
      guard let place = places[field.number],
        let symbol = pool.field(numbered: field.number, of: type),
        let target = pool.resolution(symbol).target
      else { continue }
      let missing = RequiredFields(pool).missing(
        in: field.content, target, prefix: "\(pool.optionName(symbol)).")
      guard !missing.isEmpty else { continue }
      reporter.report(
        "option-value", at: place.path, .optionName,
        "Required fields aren't set: \(missing.joined(separator: ", ")). Set them, too.")
    }
  }

  /// The options message that an option belongs to.
  private func container(of target: OptionTarget) -> SymbolID? {
    pool.resolution(target.outer.first ?? target.field).container
  }

  /// Sets the fields in a message, as far as the message has them.
  private mutating func merge(
    _ fields: WireFields, of statements: [OptionStatement], into message: any OptionsMessage
  ) -> any OptionsMessage {
    if let merged = message.merging(fields) { return merged }
    let culprit = statements.first { message.merging($0.fields) == nil } ?? statements.last
    if let culprit {
      reporter.report(
        "option-value", at: culprit.place.path, .optionValue,
        "The value of \"\(culprit.target.name)\" can't be kept in a descriptor: it isn't UTF-8, or "
          + "google/protobuf/descriptor.proto has another type for it than this compiler.")
    }
    return message
  }
}

extension OptionsMessage {
  /// The message with more fields; `nil` if it can't have them.
  fileprivate func merging(_ fields: WireFields) -> Self? {
    var message = self
    do {
      try message.merge(serializedBytes: fields.bytes, partial: true)
      message.normalizeKnownExtensions()
      return message
    } catch {
      return nil
    }
  }
}

/// An option, the field that its name means, and what it sets.
private struct OptionStatement {
  let place: OptionPlace
  let target: OptionTarget
  let fields: WireFields
}

/// Where an option stands.
struct OptionPlace {
  let element: ElementID
  /// The path of the element's options.
  let optionsPath: [Int32]
  /// The option's place among the element's uninterpreted options.
  let position: Int32

  /// The path of the option itself.
  var path: [Int32] { optionsPath + [999, position] }
}

/// A problem with an option.
struct OptionError: Error {
  let ruleID: String
  /// Whether the name or the value is wrong.
  let part: SourceMap.Part
  let message: String
  /// The declaration of the option, if it is known.
  var declaration: SymbolID?

  static func name(_ ruleID: String, _ message: String, _ declaration: SymbolID? = nil)
    -> OptionError
  {
    OptionError(ruleID: ruleID, part: .optionName, message: message, declaration: declaration)
  }

  static func value(_ message: String, _ declaration: SymbolID? = nil) -> OptionError {
    OptionError(
      ruleID: "option-value", part: .optionValue, message: message, declaration: declaration)
  }
}
