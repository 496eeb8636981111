internal import SwiftProtobuf

/// The features that a file has if it says nothing, for each edition.
///
/// They come from the option `edition_defaults` of the fields of `google.protobuf.FeatureSet`.
struct FeatureDefaults: Sendable {
  /// The newest edition that protoc 36.2 knows.
  static let newestEdition = Google_Protobuf_Edition.edition2026

  private static let shared = FeatureDefaults(BuiltInProtos.descriptors)

  /// The features by the editions from which on they apply, the oldest first.
  private let changes: [(edition: Int, features: Features)]

  private init(_ files: [Google_Protobuf_FileDescriptorProto]) {
    let set = files.lazy.flatMap(\.messageType).first { $0.name == "FeatureSet" }
    let fields = set.map { set in set.field.map { Field($0, of: set) } } ?? []
    let editions = Set(fields.flatMap(\.values).map(\.edition)).sorted()
    changes = editions.map { edition in
      var features = Features()
      if let set = fields.set(of: edition) { features.merge(set) }
      return (edition, features)
    }
  }

  /// Returns the features of a file with an edition.
  static func features(of edition: Google_Protobuf_Edition) -> Features {
    shared.changes.last { $0.edition <= edition.rawValue }?.features ?? Features()
  }
}

/// A feature, and the numbers of its default values.
private struct Field {
  let number: Int32

  /// The values by the editions from which on they apply.
  let values: [(edition: Int, number: Int32)]

  init(
    _ field: Google_Protobuf_FieldDescriptorProto, of set: Google_Protobuf_DescriptorProto
  ) {
    number = field.number
    // Some enums are inside a message of their own.
    let enums = set.enumType + set.nestedType.flatMap(\.enumType)
    let type = field.typeName.split(separator: ".").last
    let values = enums.first { type == $0.name[...] }?.value ?? []
    self.values = field.options.editionDefaults.compactMap { value in
      guard let number = values.first(where: { $0.name == value.value })?.number else { return nil }
      return (value.edition.rawValue, number)
    }
  }

  /// The default value in an edition.
  func value(in edition: Int) -> Int32? {
    values.filter { $0.edition <= edition }.max { $0.edition < $1.edition }?.number
  }
}

extension [Field] {
  /// The default values in an edition.
  fileprivate func set(of edition: Int) -> Google_Protobuf_FeatureSet? {
    var writer = WireWriter()
    for field in self {
      guard let value = field.value(in: edition) else { continue }
      writer.tag(field.number, .varint)
      writer.varint(UInt64(value))
    }
    return try? Google_Protobuf_FeatureSet(serializedBytes: writer.bytes)
  }
}
