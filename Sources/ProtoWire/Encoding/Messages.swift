// Messages in boxes and arrays are measured and written where they lie, see ``WireEncodable``. The
// pointers are in bounds: they are those of a box or of an array that its owner lends meanwhile, with
// as many elements as are counted.

extension WireSizes {
  /// Measures a boxed field with presence.
  @inlinable
  public mutating func explicit<Codec: WireMessageCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    box?.withPointer { messages($0, count: 1, tag: tag) }
  }

  /// Measures a repeated field of messages.
  @inlinable
  public mutating func repeated<Codec: WireMessageCodec>(
    _ codec: Codec.Type, _ values: [Codec.Value], tag: UInt32
  ) {
    values.withUnsafeBufferPointer { values in
      if let start = values.baseAddress { messages(start, count: values.count, tag: tag) }
    }
  }

  /// Measures fields with one tag, as many as there are messages from `start` on.
  @usableFromInline
  mutating func messages<Message: WireEncodable & ~Copyable>(
    _ start: UnsafePointer<Message>, count: Int, tag: UInt32
  ) {
    let tagSize = Varint.size(UInt64(tag))
    for index in 0..<count {
      if tag & 7 == WireType.startGroup {
        add(2 * tagSize + nested(start[index]))
      } else {
        let slot = reserveSlot()
        add(tagSize + fill(slot, with: nested(start[index])))
      }
    }
  }
}

extension WireWriter {
  /// Writes a boxed field with presence if it is set.
  @inlinable
  public mutating func explicit<Codec: WireMessageCodec>(
    _ codec: Codec.Type, boxed box: Indirect<Codec.Value>?, tag: UInt32
  ) {
    box?.withPointer { messages($0, count: 1, tag: tag) }
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

  /// Writes fields with one tag, as many as there are messages from `start` on.
  @usableFromInline
  mutating func messages<Message: WireEncodable & ~Copyable>(
    _ start: UnsafePointer<Message>, count: Int, tag: UInt32
  ) {
    for index in 0..<count {
      self.tag(tag)
      if tag & 7 == WireType.startGroup {
        start[index].encode(to: &self)
        self.tag(tag + 1)
      } else {
        measuredLength()
        start[index].encode(to: &self)
      }
    }
  }
}
