/// What a path in a file's descriptor leads to.
enum ElementKind {
  case file, message, field, `enum`, enumValue, oneof, service, method, range, option, other

  /// Follows a path as `source_code_info` has it.
  init(path: [Int32]) {
    var kind = ElementKind.file
    var index = 0
    while index + 1 < path.count {
      if path[index + 1] == 999 {
        self = .option
        return
      }
      kind = kind.child(path[index])
      index += 2
    }
    self = index == path.count ? kind : .other
  }

  private func child(_ number: Int32) -> ElementKind {
    switch (self, number) {
    case (.file, 4), (.message, 3): .message
    case (.file, 5), (.message, 4): .enum
    case (.file, 6): .service
    case (.file, 7), (.message, 2), (.message, 6): .field
    case (.message, 8): .oneof
    case (.message, 5), (.message, 9), (.enum, 4): .range
    case (.enum, 2): .enumValue
    case (.service, 2): .method
    default: .other
    }
  }
}
