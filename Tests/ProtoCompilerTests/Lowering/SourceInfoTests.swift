import SwiftProtobuf
import Testing

@testable import ProtoCompiler

@Suite struct SourceInfoTests {
  private func parsed(_ text: String) -> ParsedFile {
    Parser.parse(SourceText(name: "a.proto", bytes: Array(text.utf8)))
  }

  private func location(
    _ path: [Int32], in text: String
  ) -> Google_Protobuf_SourceCodeInfo.Location? {
    parsed(text).sourceInfo.message().location.first { $0.path == path }
  }

  private let commented = """
    // Detached.

    // Leading
    // twice.
    syntax = "proto3";  // Trailing.
    /* Block
     * of A. */
    message A {
      // Lost, as a blank line follows at the end of the scope.

    }
    message B {} /* one */ message C {}
    """

  @Test func commentsBelongToDeclarations() throws {
    let syntax = try #require(location([12], in: commented))
    #expect(syntax.leadingDetachedComments == [" Detached.\n"])
    #expect(syntax.leadingComments == " Leading\n twice.\n")
    #expect(syntax.trailingComments == " Trailing.\n")
    let message = try #require(location([4, 0], in: commented))
    #expect(message.leadingComments == " Block\n of A. ")
    #expect(message.trailingComments == " Lost, as a blank line follows at the end of the scope.\n")
  }

  @Test func aCommentBetweenTwoDeclarationsOnALineIsDetached() throws {
    let message = try #require(location([4, 2], in: commented))
    #expect(!message.hasLeadingComments)
    #expect(message.leadingDetachedComments == [" one "])
  }

  @Test func locationsStandInTheOrderOfTheText() {
    let text = "syntax = \"proto2\"; message A { repeated group B = 1 [deprecated = true] {} }"
    #expect(
      parsed(text).sourceInfo.message().location.map(\.path) == [
        [], [12], [4, 0], [4, 0, 1], [4, 0, 2, 0], [4, 0, 2, 0, 4], [4, 0, 2, 0, 5],
        [4, 0, 2, 0, 1], [4, 0, 2, 0, 3], [4, 0, 2, 0, 8], [4, 0, 2, 0, 8, 999, 0], [4, 0, 3, 0],
        [4, 0, 3, 0, 1], [4, 0, 2, 0, 6],
      ])
  }

  @Test func encodingIsThatOfTheMessage() throws {
    let info = parsed(commented).sourceInfo
    var bytes: [UInt8] = []
    info.append(to: &bytes)
    #expect(try bytes == info.message().serializedBytes())
    #expect(info.encodedSize == bytes.count)
  }

  @Test func optionsMoveToTheFieldsThatTheySet() {
    var info = parsed("syntax = \"proto3\"; option java_package = \"a\";").sourceInfo
    info.moveOptions([[8, 999, 0]: [8, 1]])
    #expect(info.message().location.map(\.path) == [[], [12], [8], [8, 1]])
  }

  @Test func placesOfErrorsAreThoseOfTheParts() {
    let text = "syntax = \"proto2\";\nmessage A { optional B b = 7 [(x) = 2, default = C]; }"
    let sources = parsed(text).sources
    let field: [Int32] = [4, 0, 2, 0]
    #expect(sources.position(of: [4, 0], .name)?.description == "2:9")
    #expect(sources.position(of: field, .type)?.description == "2:22")
    #expect(sources.position(of: field, .name)?.description == "2:24")
    #expect(sources.position(of: field, .number)?.description == "2:28")
    #expect(sources.position(of: field, .defaultValue)?.description == "2:50")
    #expect(sources.position(of: field + [8, 999, 0], .optionName)?.description == "2:31")
    #expect(sources.position(of: field + [8, 999, 0], .optionValue)?.description == "2:37")
    #expect(sources.position(of: field, .extendee) == nil)
    #expect(sources.position(of: [], .edition)?.description == "1:1")
  }
}
