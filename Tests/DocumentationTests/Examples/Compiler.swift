import ProtoCompiler
import SwiftProtobuf

enum CompilerComment {
  static func compile() -> Int {
    // EXAMPLE
    return set.file.count
  }
}
