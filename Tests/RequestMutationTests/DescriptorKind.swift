/// A message of `plugin.proto` or `descriptor.proto`, with the fields that contain messages,
/// numbers and text. Other fields are treated as bytes.
enum DescriptorKind: Hashable, CaseIterable {
  case request, set, file, message, field, oneof, enumeration, enumValue, service, method
  case extensionRange, reservedRange, fileOptions, messageOptions, options, features
  case sourceInfo, location

  /// The fields that contain messages.
  var messages: [Int: DescriptorKind] {
    switch self {
    case .request: [15: .file]
    case .set: [1: .file]
    case .file:
      [4: .message, 5: .enumeration, 6: .service, 7: .field, 8: .fileOptions, 9: .sourceInfo]
    case .message:
      [
        2: .field, 3: .message, 4: .enumeration, 5: .extensionRange, 6: .field,
        7: .messageOptions, 8: .oneof, 9: .reservedRange,
      ]
    case .field: [8: .options]
    case .oneof: [2: .options]
    case .enumeration: [2: .enumValue, 3: .options, 4: .reservedRange]
    case .enumValue: [3: .options]
    case .service: [2: .method, 3: .options]
    case .method: [4: .options]
    case .extensionRange: [3: .options]
    case .fileOptions: [50: .features]
    case .messageOptions: [12: .features]
    // Each kind of options has its own field number for features. These are all of them.
    case .options: [1: .features, 2: .features, 21: .features, 34: .features, 35: .features]
    case .sourceInfo: [1: .location]
    case .reservedRange, .features, .location: [:]
    }
  }

  /// The fields that contain numbers, booleans or enum values.
  var numbers: [Int] {
    switch self {
    case .file: [10, 11, 14]
    case .field: [3, 4, 5, 9, 17]
    case .enumValue: [2]
    case .method: [5, 6]
    case .extensionRange, .reservedRange: [1, 2]
    case .fileOptions: [9, 10, 23, 31]
    case .messageOptions: [1, 2, 3, 7]
    case .options: [1, 2, 3, 5, 6, 10, 33, 50_000, 51_234]
    case .features: [1, 2, 3, 4, 5, 6, 7, 8, 1000]
    case .location: [1, 2]
    case .request, .set, .message, .oneof, .enumeration, .service, .sourceInfo: []
    }
  }

  /// The fields that contain text.
  var texts: [Int] {
    switch self {
    case .request: [1, 2]
    case .file: [1, 2, 3, 12]
    case .message: [1, 10]
    case .field: [1, 2, 6, 7, 10]
    case .enumeration: [1, 5]
    case .oneof, .enumValue, .service: [1]
    case .method: [1, 2, 3]
    case .fileOptions: [1, 39]
    case .location: [3, 4, 6]
    case .set, .options, .messageOptions, .extensionRange, .reservedRange, .features, .sourceInfo:
      []
    }
  }
}
