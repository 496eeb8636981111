/// The features of a file's elements.
struct FileFeatures: Sendable {
  var file = Features()
  var messages: [Features] = []
  var fields: [Features] = []
  var oneofs: [Features] = []
  var enums: [Features] = []
  var values: [Features] = []
  var services: [Features] = []
  var methods: [Features] = []
  var diagnostics: [Diagnostic] = []

  func features(of element: ElementID) -> Features {
    let index = Int(element.index)
    switch element.kind {
    case .file, .package: return file
    case .message: return messages[index]
    case .field: return fields[index]
    case .oneof: return oneofs[index]
    case .enumeration: return enums[index]
    case .enumValue: return values[index]
    case .service: return services[index]
    case .method: return methods[index]
    // Nothing that is decided by features belongs to a range.
    case .extensionRange: return file
    }
  }
}
