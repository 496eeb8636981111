import SwiftProtobuf

extension Lowering {
  mutating func lower(
    _ extensions: ExtensionsSyntax, at path: Path, isMessageSet: Bool,
    into parts: inout MessageParts
  ) {
    info.add(path, at: extensions.span, comments: extensions.comments)
    let start = parts.extensionRanges.count
    for range in extensions.ranges {
      record(range, at: path + [Int32(parts.extensionRanges.count)])
      var descriptor = Google_Protobuf_DescriptorProto.ExtensionRange()
      descriptor.start = range.first
      descriptor.end = Lowering.end(of: range, isMessageSet: isMessageSet)
      parts.extensionRanges.append(descriptor)
    }
    guard let list = extensions.options else { return }
    // The options hold for each of the ranges.
    for index in start..<parts.extensionRanges.count {
      let options = lower(list, at: path + [Int32(index), 3])
      parts.extensionRanges[index].options.uninterpretedOption = options
    }
  }

  mutating func lower(
    _ reserved: ReservedSyntax, at path: Path, isMessageSet: Bool,
    into parts: inout MessageParts
  ) {
    switch reserved.content {
    case .names(let names):
      info.add(path, 10, at: reserved.span, comments: reserved.comments)
      lower(names, at: path + [10], into: &parts.reservedNames)
    case .ranges(let ranges):
      info.add(path, 9, at: reserved.span, comments: reserved.comments)
      for range in ranges {
        record(range, at: path + [9, Int32(parts.reservedRanges.count)])
        var descriptor = Google_Protobuf_DescriptorProto.ReservedRange()
        descriptor.start = range.first
        descriptor.end = Lowering.end(of: range, isMessageSet: isMessageSet)
        parts.reservedRanges.append(descriptor)
      }
    }
  }

  /// The number behind a message's range. Numbers of fields end at 2²⁹-1, those of a message set at
  /// 2³¹-2.
  private static func end(of range: RangeSyntax, isMessageSet: Bool) -> Int32 {
    guard let last = range.last else { return isMessageSet ? Int32.max : 0x2000_0000 }
    return last &+ 1
  }

  private mutating func lower(
    _ names: [ReservedName], at path: Path, into reserved: inout [String]
  ) {
    for name in names {
      info.add(path, Int32(reserved.count), at: name.span)
      reserved.append(name.name)
    }
  }

  private mutating func record(_ range: RangeSyntax, at path: Path) {
    info.add(path, at: range.span)
    info.add(path, 1, at: range.firstSpan)
    info.add(path, 2, at: range.lastSpan)
  }

  mutating func lower(
    _ reserved: ReservedSyntax, at path: Path,
    into descriptor: inout Google_Protobuf_EnumDescriptorProto
  ) {
    switch reserved.content {
    case .names(let names):
      info.add(path, 5, at: reserved.span, comments: reserved.comments)
      lower(names, at: path + [5], into: &descriptor.reservedName)
    case .ranges(let ranges):
      info.add(path, 4, at: reserved.span, comments: reserved.comments)
      for range in ranges {
        record(range, at: path + [4, Int32(descriptor.reservedRange.count)])
        var lowered = Google_Protobuf_EnumDescriptorProto.EnumReservedRange()
        lowered.start = range.first
        lowered.end = range.last ?? Int32.max
        descriptor.reservedRange.append(lowered)
      }
    }
  }
}
