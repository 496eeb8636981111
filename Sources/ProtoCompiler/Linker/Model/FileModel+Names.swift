extension FileModel {
  /// The path of an element in the descriptor, as in `source_code_info`.
  func path(of element: ElementID) -> [Int32] {
    let index = Int(element.index)
    switch element.kind {
    case .file: return []
    case .package: return [2]
    case .message:
      let message = messages[index]
      return child(of: message.parent, number: message.parent < 0 ? 4 : 3, message.position)
    case .field:
      let field = fields[index]
      let number: Int32 = field.isExtension ? (field.parent < 0 ? 7 : 6) : 2
      return child(of: field.parent, number: number, field.position)
    case .oneof: return child(of: oneofs[index].parent, number: 8, oneofs[index].position)
    case .extensionRange: return child(of: ranges[index].parent, number: 5, ranges[index].position)
    case .enumeration:
      let proto = enums[index]
      return child(of: proto.parent, number: proto.parent < 0 ? 5 : 4, proto.position)
    case .enumValue:
      return path(of: ElementID(.enumeration, values[index].parent)) + [2, values[index].position]
    case .service: return [6, services[index].position]
    case .method: return [6, methods[index].parent, 2, methods[index].position]
    }
  }

  private func child(of message: Int32, number: Int32, _ position: Int32) -> [Int32] {
    let parent = message < 0 ? [] : path(of: ElementID(.message, message))
    return parent + [number, position]
  }

  /// The full name of an element.
  func fullName(of element: ElementID) -> String {
    let index = Int(element.index)
    switch element.kind {
    case .file: return name
    case .package: return package
    case .message: return String(messages[index].fullName)
    case .enumeration: return String(enums[index].fullName)
    case .field: return declarations.name(at: fields[index].declaration)
    case .oneof: return declarations.name(at: oneofs[index].declaration)
    case .enumValue: return declarations.name(at: values[index].declaration)
    case .service: return declarations.name(at: services[index].declaration)
    case .method: return declarations.name(at: methods[index].declaration)
    case .extensionRange:
      return String(messages[Int(ranges[index].parent)].fullName)
    }
  }

  /// The name of an element in its scope.
  func name(of element: ElementID) -> String {
    let index = Int(element.index)
    switch element.kind {
    case .file, .package: return package
    case .message: return messages[index].name
    case .field: return fields[index].name
    case .oneof: return oneofs[index].name
    case .extensionRange: return ""
    case .enumeration: return enums[index].name
    case .enumValue: return values[index].name
    case .service: return services[index].name
    case .method: return methods[index].name
    }
  }

  /// The message around an element; `nil` if there is none.
  func message(around element: ElementID) -> Int32? {
    let index = Int(element.index)
    let parent: Int32 =
      switch element.kind {
      case .file, .package, .service, .method: -1
      case .message: messages[index].parent
      case .field: fields[index].parent
      case .oneof: oneofs[index].parent
      case .extensionRange: ranges[index].parent
      case .enumeration: enums[index].parent
      case .enumValue: enums[Int(values[index].parent)].parent
      }
    return parent < 0 ? nil : parent
  }

  /// The index of an element's options; -1 if it has none.
  func options(of element: ElementID) -> Int32 {
    let index = Int(element.index)
    switch element.kind {
    case .file, .package: return fileOptions
    case .message: return messages[index].options
    case .field: return fields[index].options
    case .oneof: return oneofs[index].options
    case .extensionRange: return ranges[index].options
    case .enumeration: return enums[index].options
    case .enumValue: return values[index].options
    case .service: return services[index].options
    case .method: return methods[index].options
    }
  }
}
