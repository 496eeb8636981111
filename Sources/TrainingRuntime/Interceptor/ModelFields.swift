import SwiftProtobuf
import TrainingManifest

/// Reads the model fields of requests of one method, whatever their Swift type.
struct ModelFields: Sendable {
  private let fields: [ModelField]

  init(_ method: TrainingMethod) {
    fields = method.modelFields
  }

  /// The models that a request names, an element for each field. What is no message names nothing, so
  /// that it gets the default model at most.
  func named(in request: (some Sendable)?) -> [NamedModels] {
    var reader = ModelFieldReader(numbers: fields.map { Int($0.number) })
    if let message = request as? any SwiftProtobuf.Message {
      // Nothing throws: neither the reader nor a message whose types are all known.
      try? message.traverse(visitor: &reader)
    }
    return zip(fields, reader.ids).map { field, ids in
      NamedModels(field: field.name, ids: ids.isEmpty && field.isNeverAbsent ? [""] : ids)
    }
  }
}

extension ModelField {
  /// Whether the field's absence is as good as an empty identifier.
  fileprivate var isNeverAbsent: Bool {
    switch presence {
    case .singular, .optional, .required: true
    case .oneof, .repeated: false
    }
  }
}
