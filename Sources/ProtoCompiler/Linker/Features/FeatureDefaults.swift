internal import SwiftProtobuf

/// The features that a file has if it says nothing, for each edition.
///
/// They come from the option `edition_defaults` of the fields of `google.protobuf.FeatureSet`.
struct FeatureDefaults: Sendable {
  /// The newest edition that protoc 36.2 knows.
  static let newestEdition = Google_Protobuf_Edition.edition2026

  private static let shared = FeatureDefaults(BuiltInProtos.descriptors)

  private let featureSet: Google_Protobuf_DescriptorProto?

  private init(_ files: [Google_Protobuf_FileDescriptorProto]) {
    featureSet = files.lazy.flatMap(\.messageType).first { $0.name == "FeatureSet" }
  }

  /// Returns the features of a file with an edition.
  static func features(of edition: Google_Protobuf_Edition) -> Features {
    var features = Features()
    if let set = shared.set(of: edition) { features.merge(set) }
    return features
  }

  private func set(of edition: Google_Protobuf_Edition) -> Google_Protobuf_FeatureSet? {
    guard let featureSet else { return nil }
    var writer = WireWriter()
    for field in featureSet.field {
      guard let number = value(of: field, edition) else { continue }
      writer.tag(field.number, .varint)
      writer.varint(UInt64(number))
    }
    return try? Google_Protobuf_FeatureSet(serializedBytes: writer.bytes)
  }

  /// The number of the default value of a feature.
  private func value(
    of field: Google_Protobuf_FieldDescriptorProto, _ edition: Google_Protobuf_Edition
  ) -> Int32? {
    let defaults = field.options.editionDefaults.filter { $0.edition.rawValue <= edition.rawValue }
    let latest = defaults.max { $0.edition.rawValue < $1.edition.rawValue }
    let type = field.typeName.split(separator: ".").last.map(String.init)
    guard let latest, let type else { return nil }
    return enums.first { $0.name == type }?.value.first { $0.name == latest.value }?.number
  }

  /// The enums of features, some of which are inside a message of their own.
  private var enums: [Google_Protobuf_EnumDescriptorProto] {
    guard let featureSet else { return [] }
    return featureSet.enumType + featureSet.nestedType.flatMap(\.enumType)
  }
}
