import Testing

@testable import ProtoCompiler

@Suite struct SetFieldsTests {
  private typealias Message = SetFields.Message

  /// A field with a number inside a message.
  private static func fields(_ outer: Int32, isGroup: Bool = false, _ inner: Int32) -> WireFields {
    var content = WireWriter()
    content.tag(inner, .varint)
    content.varint(1)
    var writer = WireWriter()
    writer.message(content.bytes, field: outer, isGroup: isGroup)
    return WireFields(writer.bytes) ?? WireFields()
  }

  @Test func findsFieldsInMessagesAndGroups() {
    var set = SetFields(Self.fields(1, 2))
    set.add(Self.fields(1, 3))
    set.add(Self.fields(4, isGroup: true, 5))
    let message = Message(number: 1, isGroup: false)
    let inMessage = ([2, 3, 4] as [Int32]).map { set.contains($0, in: [message]) }
    #expect(inMessage == [true, true, false])
    // The type of a field around others decides, as another type would be another field.
    let inGroup = [true, false].map { set.contains(5, in: [Message(number: 4, isGroup: $0)]) }
    #expect(inGroup == [true, false])
    let outside = ([1, 2, 4] as [Int32]).map { set.contains($0, in: []) }
    #expect(outside == [true, false, true])
    let deeper = set.contains(2, in: [message, message])
    #expect(!deeper)
  }

  @Test func findsWhatIsAddedAfterASearch() {
    var set = SetFields(Self.fields(1, 2))
    let message = Message(number: 1, isGroup: false)
    let before = set.contains(3, in: [message])
    set.add(Self.fields(1, 3))
    let after = set.contains(3, in: [message])
    #expect(!before && after)
  }

  @Test func whatIsNotAMessageHasNoFields() {
    var writer = WireWriter()
    writer.tag(1, .lengthDelimited)
    writer.lengthDelimited([0x0A, 5])
    var set = SetFields(WireFields(writer.bytes) ?? WireFields())
    let isSet = set.contains(1, in: [Message(number: 1, isGroup: false)])
    #expect(!isSet)
  }

  /// Twice as many options cost twice as much.
  @Test(arguments: [1000, 2000])
  func everyFieldIsReadOnce(_ count: Int) {
    var set = SetFields()
    let message = Message(number: 1, isGroup: false)
    for number in 1...Int32(count) {
      let isSet = set.contains(number, in: [message])
      #expect(!isSet)
      set.add(Self.fields(1, number))
    }
    // The message that each option adds, and the field in all of them but the last.
    #expect(set.readCount == 2 * count - 1)
  }
}
