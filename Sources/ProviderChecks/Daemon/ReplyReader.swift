import Foundation
import NIOCore
import NIOHPACK

/// Reads the answer to a call, part by part (the protocol "gRPC over HTTP/2").
struct ReplyReader {
  private var hasBegun = false
  private var received = ByteBuffer()

  /// More than any answer of the contract has.
  private static let maxBytes = 8 << 20

  /// Takes headers or trailers.
  ///
  /// - Returns: the reply if they are the last.
  mutating func take(
    _ headers: HPACKHeaders, isLast: Bool
  ) throws(CallFailure) -> Reply? {
    if !hasBegun { try begin(headers) }
    hasBegun = true
    return isLast ? try end(headers) : nil
  }

  /// Takes bytes of the response message.
  mutating func take(_ bytes: ByteBuffer, isLast: Bool) throws(CallFailure) {
    received.writeImmutableBuffer(bytes)
    guard received.readableBytes <= Self.maxBytes else {
      throw .notGRPC("it has more than \(Self.maxBytes) bytes")
    }
    guard !isLast else { throw .notGRPC("it ends without trailers") }
  }

  private func begin(_ headers: HPACKHeaders) throws(CallFailure) {
    let status = headers.first(name: ":status") ?? "none"
    guard status == "200" else { throw .notGRPC("HTTP status \(Printable.text(status))") }
    let type = headers.first(name: "content-type") ?? "none"
    guard type.hasPrefix("application/grpc") else {
      throw .notGRPC("content-type \(Printable.text(type))")
    }
  }

  private func end(_ trailers: HPACKHeaders) throws(CallFailure) -> Reply {
    guard let code = trailers.first(name: "grpc-status").flatMap({ Int($0) }) else {
      throw .notGRPC("its trailers have no grpc-status")
    }
    let message = trailers.first(name: "grpc-message") ?? ""
    return Reply(
      status: StatusCode(rawValue: code),
      message: Printable.text(message.removingPercentEncoding ?? message), body: try body())
  }

  /// The only message, without its prefix: a byte for the compression and four for the length.
  private func body() throws(CallFailure) -> [UInt8]? {
    var buffer = received
    guard buffer.readableBytes > 0 else { return nil }
    guard let prefix = buffer.readMultipleIntegers(as: (UInt8, UInt32).self) else {
      throw .notGRPC("its message is cut")
    }
    guard prefix.0 == 0 else {
      throw .notGRPC("its message is compressed, although no compression was offered")
    }
    guard buffer.readableBytes == Int(prefix.1) else {
      throw .notGRPC("its message has a wrong length")
    }
    return Array(buffer.readableBytesView)
  }
}
