/// Compares two encoded descriptor sets field by field.
public struct DescriptorComparison {
  private let schema: DescriptorSchema

  /// The differences that were found.
  public private(set) var differences: [DescriptorDifference] = []

  /// Compares two sets. There are differences exactly if the bytes differ.
  public init(ours: [UInt8], theirs: [UInt8], schema: DescriptorSchema) {
    self.schema = schema
    if ours != theirs { compare(ours[...], theirs[...], DescriptorSchema.root, at: "") }
  }

  private mutating func compare(
    _ ours: ArraySlice<UInt8>, _ theirs: ArraySlice<UInt8>, _ message: String, at path: String
  ) {
    guard ours != theirs else { return }
    guard let left = EncodedFields(ours)?.fields, let right = EncodedFields(theirs)?.fields else {
      add(path, text(ours), text(theirs))
      return
    }
    let before = differences.count
    for number in Set(left.map(\.number)).union(right.map(\.number)).sorted() {
      compare(
        left.filter { $0.number == number }, right.filter { $0.number == number }, number, message,
        at: path)
    }
    if differences.count == before {
      add("\(path).order", order(left, message), order(right, message))
    }
  }

  /// Compares the values of one field.
  private mutating func compare(
    _ ours: [EncodedFields.Field], _ theirs: [EncodedFields.Field], _ number: Int,
    _ message: String, at path: String
  ) {
    let field = schema.field(number, of: message)
    let place = path + (path.isEmpty ? "" : ".") + (field?.name ?? "\(number)")
    let (left, right) = (keyed(ours, field), keyed(theirs, field))
    var unseen = Dictionary(right, uniquingKeysWith: { $1 })
    for (key, value) in left {
      let at = field?.isRepeated ?? true ? "\(place)[\(key)]" : place
      guard let other = unseen.removeValue(forKey: key) else {
        add(at, text(value, field), nil)
        continue
      }
      compare(value, other, field, at: at)
    }
    for (key, value) in right where unseen[key] != nil {
      add(field?.isRepeated ?? true ? "\(place)[\(key)]" : place, nil, text(value, field))
    }
  }

  private mutating func compare(
    _ ours: EncodedFields.Field, _ theirs: EncodedFields.Field, _ field: DescriptorSchema.Field?,
    at path: String
  ) {
    guard ours != theirs else { return }
    if case .bytes(let left) = ours.value, case .bytes(let right) = theirs.value,
      let message = field?.message
    {
      compare(left, right, message, at: path)
    } else {
      add(path, text(ours, field), text(theirs, field))
    }
  }

  /// The values with what tells them apart: the path of a location, so that one location more or
  /// less doesn't shift all others, or else the name or the index.
  private func keyed(
    _ values: [EncodedFields.Field], _ field: DescriptorSchema.Field?
  ) -> [(String, EncodedFields.Field)] {
    var counts: [String: Int] = [:]
    return values.enumerated().map { index, value in
      var key = name(of: value, field) ?? "\(index)"
      let count = counts[key, default: 0]
      counts[key] = count + 1
      if count > 0 { key += " #\(count + 1)" }
      return (key, value)
    }
  }

  private func name(of value: EncodedFields.Field, _ field: DescriptorSchema.Field?) -> String? {
    guard let message = field?.message, case .bytes(let bytes) = value.value,
      let first = EncodedFields(bytes)?.fields.first(where: { $0.number == 1 }),
      case .bytes(let content) = first.value, let inner = schema.field(1, of: message)
    else { return nil }
    if inner.isText { return String(decoding: content, as: UTF8.self) }
    return inner.name == "path" ? numbers(content) : nil
  }

  private func order(_ fields: [EncodedFields.Field], _ message: String) -> String {
    fields.map { field in
      let known = schema.field(field.number, of: message)
      let key = name(of: field, known).map { "[\($0)]" } ?? ""
      return (known?.name ?? "\(field.number)") + key
    }.joined(separator: " ")
  }

  private func text(_ value: EncodedFields.Field, _ field: DescriptorSchema.Field?) -> String {
    switch value.value {
    case .number(let number): return "\(Int64(bitPattern: number))"
    case .group(let start): return start ? "a group's start" : "a group's end"
    case .bytes(let bytes):
      if ["path", "span"].contains(field?.name) { return numbers(bytes) }
      guard let message = field?.message, let fields = EncodedFields(bytes)?.fields else {
        return text(bytes)
      }
      return fields.map { inner in
        let known = schema.field(inner.number, of: message)
        return "\(known?.name ?? "\(inner.number)"): \(text(inner, known))"
      }.joined(separator: " ")
    }
  }

  /// Packed numbers.
  private func numbers(_ bytes: ArraySlice<UInt8>) -> String {
    var (values, value, shift): ([String], UInt64, UInt64) = ([], 0, 0)
    for byte in bytes {
      value |= UInt64(byte & 0x7F) << shift
      shift += 7
      guard byte < 0x80 else { continue }
      values.append("\(Int64(bitPattern: value))")
      (value, shift) = (0, 0)
    }
    return values.joined(separator: " ")
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    let characters = bytes.prefix(200).map { byte in
      (0x20..<0x7F).contains(byte)
        ? String(UnicodeScalar(byte))
        : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\"\(characters.joined())\"" + (bytes.count > 200 ? "… (\(bytes.count) bytes)" : "")
  }

  private mutating func add(_ path: String, _ ours: String?, _ theirs: String?) {
    differences.append(DescriptorDifference(path: path, ours: ours, theirs: theirs))
  }
}
