internal import SwiftProtobuf

/// Finds out which features apply to each element of a file.
///
/// An element has the features of the element around it, unless its own options say otherwise.
struct FeatureResolver {
  private let pool: Pool
  private let model: FileModel
  private let options: InterpretedOptions
  private var reporter: Reporter
  private var result = FileFeatures()

  init(_ pool: Pool, file: Int) {
    self.pool = pool
    model = pool.files[file]
    options = pool.options[file]
    reporter = Reporter(pool, file: file)
  }

  /// Resolves the features of every element.
  consuming func resolve() -> FileFeatures {
    resolveFile()
    resolveMessages()
    resolveEnums()
    for (index, service) in model.services.enumerated() {
      result.services.append(
        merge(service.options, into: result.file, of: ElementID(.service, index)))
    }
    for (index, method) in model.methods.enumerated() {
      let parent = result.services[Int(method.parent)]
      result.methods.append(merge(method.options, into: parent, of: ElementID(.method, index)))
    }
    result.diagnostics = reporter.diagnostics
    return result
  }

  private mutating func resolveFile() {
    let newest = FeatureDefaults.newestEdition
    let edition = model.edition.rawValue
    if edition > newest.rawValue && model.edition != .unstable {
      reporter.report(
        "edition", .file, .edition,
        "The newest edition that this compiler knows is \(newest.spelling), not "
          + "\(model.edition.spelling).")
    } else if model.edition != .unknown, edition < Google_Protobuf_Edition.proto2.rawValue {
      reporter.report(
        "edition", .file, .edition,
        "Edition \(model.edition.spelling) is older than every language of files: write \"2023\" or "
          + "\"2024\".")
    }
    result.file = merge(
      model.fileOptions, into: FeatureDefaults.features(of: model.edition), of: .file)
  }

  private mutating func resolveMessages() {
    // Messages come after the message around them.
    for (index, message) in model.messages.enumerated() {
      let parent = message.parent < 0 ? result.file : result.messages[Int(message.parent)]
      result.messages.append(merge(message.options, into: parent, of: ElementID(.message, index)))
    }
    for (index, oneof) in model.oneofs.enumerated() {
      let parent = result.messages[Int(oneof.parent)]
      result.oneofs.append(merge(oneof.options, into: parent, of: ElementID(.oneof, index)))
    }
    result.fields.reserveCapacity(model.fields.count)
    for (index, field) in model.fields.enumerated() {
      let message = field.parent < 0 ? result.file : result.messages[Int(field.parent)]
      let parent = field.oneof < 0 ? message : result.oneofs[Int(field.oneof)]
      var features = merge(field.options, into: parent, of: ElementID(.field, index))
      if model.isLegacy { inferLegacy(field, &features) }
      result.fields.append(features)
    }
  }

  /// Sets the features that the keywords of proto2 and proto3 stand for.
  private func inferLegacy(_ field: FieldModel, _ features: inout Features) {
    if field.label == .required { features.fieldPresence = .legacyRequired }
    if field.declaredType == .group { features.messageEncoding = .delimited }
    guard field.options >= 0,
      let options = options.messages[Int(field.options)] as? Google_Protobuf_FieldOptions
    else { return }
    if options.packed {
      features.repeatedFieldEncoding = .packed
    } else if options.hasPacked && model.edition == .proto3 {
      features.repeatedFieldEncoding = .expanded
    }
  }

  private mutating func resolveEnums() {
    for (index, proto) in model.enums.enumerated() {
      let parent = proto.parent < 0 ? result.file : result.messages[Int(proto.parent)]
      result.enums.append(merge(proto.options, into: parent, of: ElementID(.enumeration, index)))
    }
    result.values.reserveCapacity(model.values.count)
    for (index, value) in model.values.enumerated() {
      let parent = result.enums[Int(value.parent)]
      result.values.append(merge(value.options, into: parent, of: ElementID(.enumValue, index)))
    }
  }

  private mutating func merge(
    _ options: Int32, into parent: Features, of element: ElementID
  ) -> Features {
    guard options >= 0, self.options.messages[Int(options)].hasFeatures else { return parent }
    let part: SourceMap.Part = element.kind == .file ? .edition : .name
    if model.isLegacy {
      reporter.report(
        "features-without-edition", element, part,
        "Only files with an edition have features: write, for example, edition = \"2024\" instead "
          + "of a syntax.")
    }
    var features = parent
    features.merge(self.options.messages[Int(options)].features)
    if let unknown = features.unknown {
      reporter.report(
        "unknown-feature-value", element, part,
        "\(unknown.value) isn't a choice for the feature \(unknown.feature): choose another value.")
    }
    return features
  }
}

extension Google_Protobuf_Edition {
  /// The edition as the text writes it.
  var spelling: String {
    switch self {
    case .proto2: "proto2"
    case .proto3: "proto3"
    case .legacy: "LEGACY"
    case .edition2023: "2023"
    case .edition2024: "2024"
    case .edition2026: "2026"
    case .unstable: "unstable"
    case .edition1TestOnly: "1_TEST_ONLY"
    case .edition2TestOnly: "2_TEST_ONLY"
    case .edition99997TestOnly: "99997_TEST_ONLY"
    case .edition99998TestOnly: "99998_TEST_ONLY"
    case .edition99999TestOnly: "99999_TEST_ONLY"
    case .max: "MAX"
    case .unknown: "UNKNOWN"
    }
  }
}
