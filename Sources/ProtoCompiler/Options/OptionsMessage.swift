internal import SwiftProtobuf

/// A message with the options of an element, such as `google.protobuf.FieldOptions`.
protocol OptionsMessage: SwiftProtobuf.ExtensibleMessage {
  var uninterpretedOption: [Google_Protobuf_UninterpretedOption] { get set }
  var features: Google_Protobuf_FeatureSet { get set }
  var hasFeatures: Bool { get }
}

extension Google_Protobuf_FileOptions: OptionsMessage {}
extension Google_Protobuf_MessageOptions: OptionsMessage {}
extension Google_Protobuf_FieldOptions: OptionsMessage {}
extension Google_Protobuf_OneofOptions: OptionsMessage {}
extension Google_Protobuf_ExtensionRangeOptions: OptionsMessage {}
extension Google_Protobuf_EnumOptions: OptionsMessage {}
extension Google_Protobuf_EnumValueOptions: OptionsMessage {}
extension Google_Protobuf_ServiceOptions: OptionsMessage {}
extension Google_Protobuf_MethodOptions: OptionsMessage {}

extension SymbolKind {
  /// The full name of the message with the options of such an element.
  var optionsType: String {
    switch self {
    case .file, .package: "google.protobuf.FileOptions"
    case .message: "google.protobuf.MessageOptions"
    case .field: "google.protobuf.FieldOptions"
    case .oneof: "google.protobuf.OneofOptions"
    case .extensionRange: "google.protobuf.ExtensionRangeOptions"
    case .enumeration: "google.protobuf.EnumOptions"
    case .enumValue: "google.protobuf.EnumValueOptions"
    case .service: "google.protobuf.ServiceOptions"
    case .method: "google.protobuf.MethodOptions"
    }
  }

  /// The number of the field `options` in the descriptor of such an element.
  var optionsNumber: Int32 {
    switch self {
    case .file, .package, .field: 8
    case .message: 7
    case .method: 4
    case .oneof: 2
    case .extensionRange, .enumeration, .enumValue, .service: 3
    }
  }
}
