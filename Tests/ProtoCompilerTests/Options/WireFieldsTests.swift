import Testing

@testable import ProtoCompiler

@Suite struct WireFieldsTests {
  @Test func readsWhatIsWritten() throws {
    var writer = WireWriter()
    writer.tag(1, .varint)
    writer.varint(300)
    writer.tag(2, .lengthDelimited)
    writer.lengthDelimited([1, 2, 3])
    writer.message([8, 1], field: 3, isGroup: true)
    writer.tag(4, .fixed32)
    writer.fixed32(0x0102_0304)
    writer.tag(536_870_911, .fixed64)
    writer.fixed64(.max)
    let fields = try #require(WireFields(writer.bytes))
    #expect(fields.fields.map(\.number) == [1, 2, 3, 4, 536_870_911])
    #expect(fields.fields.map(\.scalar) == [300, 0, 0, 0x0102_0304, .max])
    #expect(Array(fields.fields[1].content) == [1, 2, 3])
    #expect(Array(fields.fields[2].content) == [8, 1])
    #expect(fields.bytes == writer.bytes)
  }

  @Test(
    arguments: [
      // A length beyond the end, a group without an end, a lone end of a group, half a varint.
      [0x0A, 5, 1], [0x0B, 0x08, 1], [0x0C], [0x08, 0x80], [0x0D, 1, 2, 3],
      [UInt8](repeating: 0x0B, count: 5000),
    ] as [[UInt8]])
  func refusesWhatIsNoMessage(_ bytes: [UInt8]) { #expect(WireFields(bytes) == nil) }
}
