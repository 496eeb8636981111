internal import SwiftProtobuf

/// The features that apply to an element.
struct Features: Hashable, Sendable {
  var fieldPresence = Google_Protobuf_FeatureSet.FieldPresence.unknown
  var enumType = Google_Protobuf_FeatureSet.EnumType.unknown
  var repeatedFieldEncoding = Google_Protobuf_FeatureSet.RepeatedFieldEncoding.unknown
  var utf8Validation = Google_Protobuf_FeatureSet.Utf8Validation.unknown
  var messageEncoding = Google_Protobuf_FeatureSet.MessageEncoding.unknown
  var jsonFormat = Google_Protobuf_FeatureSet.JsonFormat.unknown
  var namingStyle = Google_Protobuf_FeatureSet.EnforceNamingStyle.unknown
  var symbolVisibility = Google_Protobuf_FeatureSet.VisibilityFeature.DefaultSymbolVisibility
    .unknown
  var protoLimits = Google_Protobuf_FeatureSet.ProtoLimitsFeature.EnforceProtoLimits
    .protoLimitsUnknown

  /// Sets the features that are set in a message.
  mutating func merge(_ set: Google_Protobuf_FeatureSet) {
    if set.hasFieldPresence { fieldPresence = set.fieldPresence }
    if set.hasEnumType { enumType = set.enumType }
    if set.hasRepeatedFieldEncoding { repeatedFieldEncoding = set.repeatedFieldEncoding }
    if set.hasUtf8Validation { utf8Validation = set.utf8Validation }
    if set.hasMessageEncoding { messageEncoding = set.messageEncoding }
    if set.hasJsonFormat { jsonFormat = set.jsonFormat }
    if set.hasEnforceNamingStyle { namingStyle = set.enforceNamingStyle }
    if set.hasDefaultSymbolVisibility { symbolVisibility = set.defaultSymbolVisibility }
    if set.hasEnforceProtoLimits { protoLimits = set.enforceProtoLimits }
  }

  /// The name of a feature that is set to "unknown", which isn't allowed, and the name of the value.
  var unknown: (feature: String, value: String)? {
    if fieldPresence == .unknown { return ("field_presence", "FIELD_PRESENCE_UNKNOWN") }
    if enumType == .unknown { return ("enum_type", "ENUM_TYPE_UNKNOWN") }
    if repeatedFieldEncoding == .unknown {
      return ("repeated_field_encoding", "REPEATED_FIELD_ENCODING_UNKNOWN")
    }
    if utf8Validation == .unknown { return ("utf8_validation", "UTF8_VALIDATION_UNKNOWN") }
    if messageEncoding == .unknown { return ("message_encoding", "MESSAGE_ENCODING_UNKNOWN") }
    if jsonFormat == .unknown { return ("json_format", "JSON_FORMAT_UNKNOWN") }
    if namingStyle == .unknown {
      return ("enforce_naming_style", "ENFORCE_NAMING_STYLE_UNKNOWN")
    }
    if symbolVisibility == .unknown {
      return ("default_symbol_visibility", "DEFAULT_SYMBOL_VISIBILITY_UNKNOWN")
    }
    if protoLimits == .protoLimitsUnknown {
      return ("enforce_proto_limits", "PROTO_LIMITS_UNKNOWN")
    }
    return nil
  }
}
