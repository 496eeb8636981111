import SwiftProtobuf
import SwiftProtobufPluginLibrary
import Testing
import TrainingSchema

/// Requests that `protoc` never sends, and that would crash SwiftProtobufPluginLibrary.
@Suite struct RequestCheckTests {
  @Test func linkedRequestsPass() {
    #expect(RequestCheck.check(SampleRequest.linked) == [])
  }

  @Test(arguments: BrokenLink.all)
  func brokenLinksAreFound(_ link: BrokenLink) {
    var request = SampleRequest.linked
    link.breakIt(&request)
    #expect(RequestCheck.check(request).map(\.ruleID).contains("request.\(link.rule)"))
  }

  /// The file, the name and the remedy.
  @Test func faultsSayWhereAndWhat() {
    var request = SampleRequest.linked
    request.protoFile[1].messageType[0].field[0].typeName = ".p.Missing"
    #expect(
      RequestCheck.check(request).map(\.description) == [
        #"b.proto: error: the type of p.M.single, ".p.Missing", isn't a visible type; "#
          + "let protoc write the descriptors again, which avoids this [request.type-name]"
      ])
  }

  /// The imports of an imported file are visible only if they are public.
  @Test func importsArePassedOnOnlyIfPublic() {
    var request = SampleRequest.linked
    request.protoFile.append(
      .with {
        $0.name = "c.proto"
        $0.syntax = "proto3"
        $0.dependency = ["b.proto"]
        $0.messageType = [SampleRequest.message("N", of: ".p.Other")]
      })
    #expect(RequestCheck.check(request).map(\.ruleID) == ["request.type-name"])
    request.protoFile[1].publicDependency = [0]
    #expect(RequestCheck.check(request) == [])
  }

  /// Public imports are visible through any number of files.
  @Test func importsArePassedOnThroughChains() {
    var request = SampleRequest.linked
    for number in 0..<100 {
      let before = number == 0 ? "b.proto" : "chain\(number - 1).proto"
      request.protoFile.append(
        .with {
          $0.name = "chain\(number).proto"
          $0.syntax = "proto3"
          $0.dependency = [before]
          $0.publicDependency = [0]
          $0.messageType = [SampleRequest.message("Chain\(number)", of: ".p.M")]
        })
    }
    #expect(RequestCheck.check(request) == [])
    request.protoFile[40].publicDependency = []
    #expect(RequestCheck.check(request).map(\.ruleID).contains("request.type-name"))
  }
}
