import Foundation
import Parts

@main
struct Assembly {
  static func main() throws {
    let machine = Assembly_Machine.with {
      $0.parts = [Parts_Part.with { $0.code = 7 }]
      $0.built.seconds = 1
    }
    let names = Bundle.module.url(forResource: "names", withExtension: "txt")
    let name = try names.map { try String(contentsOf: $0, encoding: .utf8) } ?? "no resource\n"
    print(try machine.serializedBytes() as [UInt8], name, terminator: "")
  }
}
