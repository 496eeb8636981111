public import SwiftProtobuf

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension WireMessage {
  /// Creates a message from its binary encoding.
  ///
  /// - Parameters:
  ///   - bytes: the encoded message.
  ///   - partial: whether missing required fields are accepted.
  ///   - options: the depth limit, and whether unknown fields are discarded.
  /// - Throws: ``WireDecodingError``
  @inlinable
  public init<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes, partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    self.init()
    try merge(serializedBytes: bytes, partial: partial, options: options)
  }

  /// Creates a message from its binary encoding.
  ///
  /// - Parameters:
  ///   - bytes: the encoded message.
  ///   - extensions: the extensions to decode. Other extensions become unknown fields.
  ///   - partial: whether missing required fields are accepted.
  ///   - options: the depth limit, and whether unknown fields are discarded.
  /// - Throws: ``WireDecodingError``
  @inlinable
  public init<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes,
    extensions: (any ExtensionMap)?,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    self.init()
    try merge(serializedBytes: bytes, extensions: extensions, partial: partial, options: options)
  }

  /// Merges the binary encoding of a message into this one. Scalars replace the existing values,
  /// and the elements of repeated fields are appended.
  ///
  /// - Parameters:
  ///   - bytes: the encoded message.
  ///   - partial: whether missing required fields are accepted.
  ///   - options: the depth limit, and whether unknown fields are discarded.
  /// - Throws: ``WireDecodingError``. The message may be changed in part.
  @inlinable
  public mutating func merge<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes, partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    try bytes.withUnsafeBytes { buffer in
      try merge(buffer: buffer, nil, partial: partial, options: options)
    }
  }

  /// Merges the binary encoding of a message into this one. Scalars replace the existing values,
  /// and the elements of repeated fields are appended.
  ///
  /// - Parameters:
  ///   - bytes: the encoded message.
  ///   - extensions: the extensions to decode. Other extensions become unknown fields.
  ///   - partial: whether missing required fields are accepted.
  ///   - options: the depth limit, and whether unknown fields are discarded.
  /// - Throws: ``WireDecodingError``. The message may be changed in part.
  @inlinable
  public mutating func merge<Bytes: SwiftProtobufContiguousBytes>(
    serializedBytes bytes: Bytes,
    extensions: (any ExtensionMap)?,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    let known = extensions.map { KnownExtensions($0) }
    try bytes.withUnsafeBytes { buffer in
      try merge(buffer: buffer, known, partial: partial, options: options)
    }
  }

  /// Creates a message from its binary encoding, like the initializer with `serializedBytes`.
  ///
  /// - Throws: ``WireDecodingError``
  @inlinable
  public init(
    serializedData data: Data,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    self.init()
    try merge(serializedBytes: data, extensions: extensions, partial: partial, options: options)
  }

  /// Merges the binary encoding of a message into this one, like the method with `serializedBytes`.
  ///
  /// - Throws: ``WireDecodingError``. The message may be changed in part.
  @inlinable
  public mutating func merge(
    serializedData data: Data,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    try merge(serializedBytes: data, extensions: extensions, partial: partial, options: options)
  }

  /// Creates a message from a span that contains its binary encoding, like the other initializers.
  ///
  /// - Throws: ``WireDecodingError``
  @inlinable
  @available(macOS 10.14.4, iOS 12.2, watchOS 5.2, tvOS 12.2, visionOS 1.0, *)
  public init(
    serializedBytes bytes: RawSpan,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    self.init()
    try merge(serializedBytes: bytes, extensions: extensions, partial: partial, options: options)
  }

  /// Merges a span that contains the binary encoding of a message into this one.
  ///
  /// - Throws: ``WireDecodingError``. The message may be changed in part.
  @inlinable
  @available(macOS 10.14.4, iOS 12.2, watchOS 5.2, tvOS 12.2, visionOS 1.0, *)
  public mutating func merge(
    serializedBytes bytes: RawSpan,
    extensions: (any ExtensionMap)? = nil,
    partial: Bool = false,
    options: BinaryDecodingOptions = BinaryDecodingOptions()
  ) throws {
    let known = extensions.map { KnownExtensions($0) }
    try bytes.withUnsafeBytes { buffer in
      try merge(buffer: buffer, known, partial: partial, options: options)
    }
  }

  @inlinable
  mutating func merge(
    buffer: UnsafeRawBufferPointer, _ extensions: KnownExtensions?, partial: Bool,
    options: BinaryDecodingOptions, sharing shared: SharedBytes? = nil
  ) throws(WireDecodingError) {
    if let base = buffer.baseAddress, !buffer.isEmpty {
      guard options.messageDepthLimit > 0 else { throw .messageDepthLimit }
      let request = DecodingRequest(
        extensions: extensions, options: options, sharing: shared, end: base + buffer.count)
      try withUnsafePointer(to: request) { request throws(WireDecodingError) in
        var reader = WireReader(start: base, count: buffer.count, request: request)
        try _decode(from: &reader)
      }
    }
    if !partial && !isInitialized { throw .missingRequiredFields }
  }
}
