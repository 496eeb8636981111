// Messages in boxes and arrays are measured and written where they lie, see ``WireEncodable``. The
// pointers are in bounds: they are those of an array that its owner lends meanwhile, with as many
// elements as are counted.

extension WireWriter {
  /// Writes a boxed field with presence if it is set.
  @inlinable
  public mutating func explicit<Codec: WireMessageCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    box?.lend { message(in: $0, tag: tag) }
  }

  /// Writes a repeated field of messages.
  @inlinable
  public mutating func repeated<Codec: WireMessageCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    values.withUnsafeBufferPointer { values in
      if let start = values.baseAddress { messages(start, count: values.count, tag: tag) }
    }
  }

  /// Writes a field whose message is in a box.
  @usableFromInline
  mutating func message<Message: WireEncodable & ~Copyable>(in box: Box<Message>, tag: UInt32) {
    message(box.value, tag: tag)
  }

  /// Writes fields with one tag, as many as there are messages from `start` on.
  @usableFromInline
  mutating func messages<Message: WireEncodable & ~Copyable>(
    _ start: UnsafePointer<Message>, count: Int, tag: UInt32
  ) {
    for index in 0..<count { message(start[index], tag: tag) }
  }

  @inline(__always)
  private mutating func message<Message: WireEncodable & ~Copyable>(
    _ message: borrowing Message, tag: UInt32
  ) {
    self.tag(tag)
    if tag & 7 == WireType.startGroup {
      message.encode(to: &self)
      self.tag(tag + 1)
    } else {
      measuredLength()
      message.encode(to: &self)
    }
  }
}
