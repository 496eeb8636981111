internal import SwiftProtobuf

extension Pool {
  func message(_ symbol: SymbolID) -> MessageModel {
    files[Int(symbol.file)].messages[symbol.index]
  }

  func field(_ symbol: SymbolID) -> FieldModel { files[Int(symbol.file)].fields[symbol.index] }

  func enumeration(_ symbol: SymbolID) -> EnumModel {
    files[Int(symbol.file)].enums[symbol.index]
  }

  func resolution(_ field: SymbolID) -> Resolution.Field {
    resolutions[Int(field.file)].fields[field.index]
  }

  func fullName(_ symbol: SymbolID) -> String {
    files[Int(symbol.file)].fullName(of: symbol.element)
  }

  /// The fields of a message, in the order of the text.
  func fields(of message: SymbolID) -> [SymbolID] {
    self.message(message).fields.indices.map { SymbolID(file: message.file, ElementID(.field, $0)) }
  }

  /// The values of an enum, in the order of the text.
  func values(of enumeration: SymbolID) -> ArraySlice<ValueModel> {
    let owner = files[Int(enumeration.file)]
    return owner.values[owner.enums[enumeration.index].values.indices]
  }

  /// The value of an enum with a name.
  func value(named name: String, of enumeration: SymbolID) -> ValueModel? {
    let file = Int(enumeration.file)
    // The name of a value is in the scope around its enum.
    let scope = self.enumeration(enumeration).fullName.dropLast(
      self.enumeration(enumeration).name.utf8.count)
    let table = file < builtInCount ? builtInSymbols : symbols
    guard let symbol = table.find(scope + name), symbol.kind == .enumValue,
      Int(symbol.file) == file
    else { return nil }
    let value = files[file].values[symbol.index]
    return value.parent == enumeration.index ? value : nil
  }

  /// The index of the first value of an enum with a number, in its file.
  func value(numbered number: Int32, of enumeration: SymbolID) -> Int? {
    let owner = files[Int(enumeration.file)]
    let range = owner.enums[enumeration.index].values
    return owner.valueOrder.first(number, in: range) { owner.values[$0].number }
  }

  /// Whether a message was made for a map field, or says that it was.
  func isMapEntry(_ message: SymbolID) -> Bool {
    let model = self.message(message)
    return model.isMapEntry || model.claimsMapEntry
  }

  /// Whether protoc takes a message for one that was made for a map field, when it looks at fields
  /// of a file.
  ///
  /// Options of the file itself aren't interpreted yet at that moment.
  func isMapEntry(_ message: SymbolID, from file: Int) -> Bool {
    let model = self.message(message)
    return model.isMapEntry || (model.claimsMapEntry && Int(message.file) != file)
  }

  /// Finds a field of a message by its name.
  func field(named name: String, of message: SymbolID) -> SymbolID? {
    let table = message.file < Int32(builtInCount) ? builtInSymbols : symbols
    guard let found = table.find("\(self.message(message).fullName).\(name)"),
      found.kind == .field, found.file == message.file
    else { return nil }
    let field = self.field(found)
    return !field.isExtension && field.parent == message.element.index ? found : nil
  }

  /// The features of an element; those of its edition as long as the element's aren't known.
  func features(_ symbol: SymbolID) -> Features {
    let file = Int(symbol.file)
    guard features.indices.contains(file) else {
      return FeatureDefaults.features(of: files[file].edition)
    }
    return features[file].features(of: symbol.element)
  }

  /// Whether a field's type is a group on the wire.
  func isGroup(_ field: SymbolID) -> Bool {
    let resolved = resolution(field)
    guard resolved.type != .group else { return true }
    guard resolved.type == .message, let target = resolved.target,
      features(field).messageEncoding == .delimited
    else { return false }
    return !isMapEntry(target) && resolved.container.map(isMapEntry) != true
  }

  /// Whether a repeated field is packed on the wire.
  func isPacked(_ field: SymbolID) -> Bool {
    self.field(field).isRepeated && resolution(field).type.isPackable
      && features(field).repeatedFieldEncoding == .packed
  }

  /// Whether the bytes of a string can be the value of a field: some fields accept only UTF-8.
  func accepts(_ string: some Collection<UInt8>, in field: SymbolID) -> Bool {
    guard resolution(field).type == .string, features(field).utf8Validation == .verify else {
      return true
    }
    return String(validating: string, as: UTF8.self) != nil
  }

  /// Whether an enum accepts only the values that it declares.
  func isClosed(_ enumeration: SymbolID) -> Bool { features(enumeration).enumType == .closed }

  /// Whether a field must be set.
  func isRequired(_ field: SymbolID) -> Bool {
    let model = self.field(field)
    return model.label == .required
      || (model.label == .optional && features(field).fieldPresence == .legacyRequired)
  }
}

extension Google_Protobuf_FieldDescriptorProto.TypeEnum {
  /// Whether repeated values of the type can be packed.
  var isPackable: Bool {
    switch self {
    case .string, .bytes, .message, .group: false
    default: true
    }
  }
}
