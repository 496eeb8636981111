extension SourceInfo {
  /// Appends the encoded message `source_code_info`, without making a message of it.
  ///
  /// Comments are written as the bytes that they are in the file, also where those aren't UTF-8.
  func append(to output: inout [UInt8]) {
    output.reserveCapacity(output.count + locations.count * 24 + comments.text.count)
    for location in locations {
      output.append(0x0a)
      appendVarint(size(of: location), to: &output)
      append(location, to: &output)
    }
  }

  private func append(_ location: Location, to output: inout [UInt8]) {
    if location.pathCount > 0 {
      output.append(0x0a)
      let path = path(of: location)
      appendVarint(packedSize(path), to: &output)
      for number in path { appendVarint(Int(number), to: &output) }
    }
    append(location.span, to: &output)
    guard location.comments != .none else { return }
    let attached = comments.entries[Int(location.comments.rawValue)]
    if let leading = attached.leading { append(leading, tag: 0x1a, to: &output) }
    if let trailing = attached.trailing { append(trailing, tag: 0x22, to: &output) }
    for comment in attached.detached { append(comment, tag: 0x32, to: &output) }
  }

  private func append(_ span: SourceSpan, to output: inout [UInt8]) {
    output.append(0x12)
    appendVarint(packedSize(of: span), to: &output)
    appendVarint(Int(span.line), to: &output)
    appendVarint(Int(span.column), to: &output)
    if span.line != span.endLine { appendVarint(Int(span.endLine), to: &output) }
    appendVarint(Int(span.endColumn), to: &output)
  }

  private func append(_ comment: CommentTable.Comment, tag: UInt8, to output: inout [UInt8]) {
    output.append(tag)
    appendVarint(comment.count, to: &output)
    output += comments.text[comment]
  }
}

// MARK: - Sizes

extension SourceInfo {
  /// The size of the encoded message.
  var encodedSize: Int {
    locations.reduce(0) { sum, location in
      let size = size(of: location)
      return sum + 1 + varintSize(size) + size
    }
  }

  private func size(of location: Location) -> Int {
    var size = delimited(packedSize(of: location.span))
    if location.pathCount > 0 { size += delimited(packedSize(path(of: location))) }
    guard location.comments != .none else { return size }
    let attached = comments.entries[Int(location.comments.rawValue)]
    if let leading = attached.leading { size += delimited(leading.count) }
    if let trailing = attached.trailing { size += delimited(trailing.count) }
    return attached.detached.reduce(size) { $0 + delimited($1.count) }
  }

  private func packedSize(_ numbers: ArraySlice<Int32>) -> Int {
    numbers.reduce(0) { $0 + varintSize(Int($1)) }
  }

  private func packedSize(of span: SourceSpan) -> Int {
    let size = varintSize(Int(span.line)) + varintSize(Int(span.column))
    let endLine = span.line == span.endLine ? 0 : varintSize(Int(span.endLine))
    return size + endLine + varintSize(Int(span.endColumn))
  }

  /// The size of a field with a tag of one byte and a length.
  private func delimited(_ count: Int) -> Int { 1 + varintSize(count) + count }
}

@inline(__always)
private func varintSize(_ value: Int) -> Int {
  let bits = UInt64.bitWidth - UInt64(bitPattern: Int64(value) | 1).leadingZeroBitCount
  return (bits + 6) / 7
}

/// Numbers of lines, columns and fields aren't negative.
@inline(__always)
private func appendVarint(_ value: Int, to output: inout [UInt8]) {
  var rest = UInt64(bitPattern: Int64(value))
  while rest >= 0x80 {
    output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  output.append(UInt8(truncatingIfNeeded: rest))
}
