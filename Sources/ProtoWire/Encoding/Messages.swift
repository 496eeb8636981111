/// Messages in boxes and arrays, measured and written where they lie; see ``WireEncodable``.
extension WireSizes {
  /// Measures a boxed field with presence.
  @inlinable
  public mutating func explicit<Message: WireMessage>(
    _ codec: WireSubmessage<Message>.Type, boxed box: Indirect<Message>?, tag: UInt32
  ) {
    box?.withPointer { messages($0, count: 1, tag: tag) }
  }

  /// Measures a repeated field of messages.
  @inlinable
  public mutating func repeated<Message: WireMessage>(
    _ codec: WireSubmessage<Message>.Type, _ values: [Message], tag: UInt32
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
      let slot = reserveSlot()
      add(tagSize + fill(slot, with: nested(start[index])))
    }
  }
}

extension WireWriter {
  /// Writes a boxed field with presence if it is set.
  @inlinable
  public mutating func explicit<Message: WireMessage>(
    _ codec: WireSubmessage<Message>.Type, boxed box: Indirect<Message>?, tag: UInt32
  ) {
    box?.withPointer { messages($0, count: 1, tag: tag) }
  }

  /// Writes a repeated field of messages.
  @inlinable
  public mutating func repeated<Message: WireMessage>(
    _ codec: WireSubmessage<Message>.Type, _ values: [Message], tag: UInt32
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
      measuredLength()
      start[index].encode(to: &self)
    }
  }
}
