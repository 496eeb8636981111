import SwiftProtobuf
import TrainingManifest

/// Reads the model fields of requests of one method, whatever their Swift type.
struct ModelFields: Sendable {
  private let numbers: [Int]

  /// The fields, naming nothing.
  private let silent: [NamedModels]

  /// The fields whose absence is as good as an empty identifier.
  private let neverAbsent: [Int]

  init(_ method: TrainingMethod) {
    let fields = method.modelFields
    numbers = fields.map { Int($0.number) }
    silent = fields.map { NamedModels(field: $0.name, ids: []) }
    neverAbsent = fields.indices.filter { fields[$0].isNeverAbsent }
  }

  /// The models that a request names, an element for each field. A request that isn't a message names
  /// none, so it gets the default model at most.
  func named(in request: (some Sendable)?) -> [NamedModels] {
    var named = silent
    for (field, id) in found(in: request) { named[field].ids.append(id) }
    for field in neverAbsent where named[field].ids.isEmpty { named[field].ids = [""] }
    return named
  }

  /// The identifier in a request's only model field, "" if there is none.
  func identifier(in request: (some Sendable)?) -> String {
    found(in: request).first?.id ?? ""
  }

  private func found(in request: (some Sendable)?) -> [ModelFieldReader.Found] {
    guard let message = request as? any SwiftProtobuf.Message else { return [] }
    var reader = ModelFieldReader(numbers: numbers)
    // Nothing throws: neither the reader nor a message whose types are all known.
    try? message.traverse(visitor: &reader)
    return reader.found
  }
}

extension ModelField {
  /// Whether the field's absence is as good as an empty identifier.
  var isNeverAbsent: Bool {
    switch presence {
    case .singular, .optional, .required: true
    case .oneof, .repeated: false
    }
  }
}
