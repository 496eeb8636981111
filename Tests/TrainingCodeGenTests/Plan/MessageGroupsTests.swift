import SwiftProtobufPluginLibrary
import Testing

@testable import TrainingCodeGen

@Suite struct MessageGroupsTests {
  private static let body = """
    message A { B b = 1; }
    message B { C c = 1; D d = 2; }
    message C { B b = 1; }
    message D { E e = 1; }
    message E {}
    """

  /// A group comes after the groups that its messages lead to, and no message comes twice.
  @Test func groupsComeFromTheInsideOut() throws {
    let protos = try Protos(Self.body)
    let groups = MessageGroups { $0.fields.compactMap(\.messageType) }
    var found: [[String]] = []
    for name in ["D", "A", "B", "E"] {
      groups.visit(from: try protos.message(name)) { found.append($0.map(\.name).sorted()) }
    }
    #expect(found == [["E"], ["D"], ["B", "C"], ["A"]])
  }

  /// The fields of each message are read once, even if several visits reach the message.
  @Test func eachMessageIsLookedAtOnce() throws {
    let protos = try Protos(Self.body)
    var looks: [String: Int] = [:]
    let groups = MessageGroups { type in
      looks[type.name, default: 0] += 1
      return type.fields.compactMap(\.messageType)
    }
    for name in ["A", "B", "C", "D", "E", "A"] {
      groups.visit(from: try protos.message(name)) { _ in }
    }
    #expect(looks == ["A": 1, "B": 1, "C": 1, "D": 1, "E": 1])
  }
}
