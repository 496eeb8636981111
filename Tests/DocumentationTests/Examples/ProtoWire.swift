import ProtoWire
import SwiftProtobuf

enum ProtoWirePage {
  typealias Message = Service_sttInput

  static func isCopied(_ message: Message) throws -> Bool {
    // EXAMPLE
    return !bytes.isEmpty && copy == message
  }
}
