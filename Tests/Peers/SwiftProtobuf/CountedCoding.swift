import Foundation
import ProtoWire
import Routing
import SwiftProtobuf

// This file is part of SwiftProtobufTests while Scripts/peer-tests runs them. A module's own
// declarations hide imported ones of the same signature, so all binary coding in the tests uses
// these. For a message of a known type, overload resolution prefers the methods of `WireMessage`,
// as in any module that uses generated messages.

extension Message {
  func serializedBytes<Bytes: SwiftProtobufContiguousBytes>(
    partial: Bool = false,
    options: BinaryEncodingOptions = BinaryEncodingOptions()
  ) throws -> Bytes {
    try Route.encode(self, partial: partial, options: options)
  }

  init<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    self = try Route.decode(
      Self.self, from: bytes, extensions: extensions, partial: partial, options: options)
  }

  mutating func merge<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    try Route.merge(bytes, into: &self, extensions: extensions, partial: partial, options: options)
  }
}

extension WireMessage {
  func serializedBytes<Bytes: SwiftProtobufContiguousBytes>(
    partial: Bool = false,
    options: BinaryEncodingOptions = BinaryEncodingOptions()
  ) throws -> Bytes {
    try Route.encode(self, partial: partial, options: options)
  }

  init<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    self = try Route.decode(
      Self.self, from: bytes, extensions: extensions, partial: partial, options: options)
  }

  mutating func merge<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    try Route.merge(bytes, into: &self, extensions: extensions, partial: partial, options: options)
  }
}
