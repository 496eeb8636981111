/// Which fields of a message are set, also in the messages inside it.
///
/// An element can have thousands of options, and each is compared with those before it. So the content
/// of a field is read when something inside it is first asked for, and never again.
struct SetFields {
  /// A field with others inside it.
  struct Message: Hashable {
    let number: Int32
    let isGroup: Bool
  }

  /// How many fields were read, here and inside: the work that was done.
  private(set) var readCount = 0

  private var numbers: Set<Int32> = []
  private var inner: [Message: SetFields] = [:]
  /// The contents that weren't read yet.
  private var unread: [ArraySlice<UInt8>] = []

  init() {}

  init(_ fields: WireFields) { add(fields) }

  /// Adds the fields of a part of the message.
  mutating func add(_ fields: WireFields) {
    for field in fields.fields {
      readCount += 1
      numbers.insert(field.number)
      guard field.type == .lengthDelimited || field.type == .startGroup else { continue }
      let message = Message(number: field.number, isGroup: field.type == .startGroup)
      inner[message, default: SetFields()].unread.append(field.content)
    }
  }

  /// Whether a field is set.
  ///
  /// - Parameters:
  ///   - number: the field's number.
  ///   - outer: the fields that lead to its message, outermost first.
  mutating func contains(_ number: Int32, in outer: ArraySlice<Message>) -> Bool {
    readAll()
    guard let first = outer.first else { return numbers.contains(number) }
    guard let before = inner[first]?.readCount else { return false }
    let isSet = inner[first]?.contains(number, in: outer.dropFirst()) ?? false
    readCount += (inner[first]?.readCount ?? before) - before
    return isSet
  }

  private mutating func readAll() {
    let contents = unread
    unread = []
    for content in contents {
      // What isn't a message has no fields.
      if let fields = WireFields(content) { add(fields) }
    }
  }
}
