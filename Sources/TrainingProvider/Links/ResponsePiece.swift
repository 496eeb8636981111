import NIOCore
import NIOHTTP1

/// A piece of a response: its head first, then its body, then its end.
enum ResponsePiece: Sendable {
  case head(HTTPResponseHead)
  case body(ByteBuffer)
  case end
}
