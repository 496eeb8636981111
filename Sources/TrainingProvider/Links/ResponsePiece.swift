import NIOCore
import NIOHTTP1

/// A piece of a response. The head comes first, then parts of the body, then the end.
enum ResponsePiece: Sendable {
  case head(HTTPResponseHead)
  case body(ByteBuffer)
  case end
}
