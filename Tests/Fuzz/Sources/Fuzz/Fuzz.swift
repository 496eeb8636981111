import FuzzMessages
@_spi(Comparison) import ProtoWire

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What libFuzzer calls once: SwiftProtobuf is to visit fields, not to be handed what the codec encodes.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  FieldVisits.force()
  return 0
}

/// What libFuzzer calls with each input: two bytes that choose a message type, then its encoding.
///
/// With `EVERY_TYPE` in the environment it is tried with every type, with and without these two bytes:
/// for inputs that were found once, here or elsewhere, and have to stay harmless.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: count)
  if triesEveryType {
    // A long input takes so long with each type that a sample of them has to do.
    let step = input.count > 4096 ? 16 : 1
    for index in stride(from: 0, to: allTypes.count, by: step) {
      let type = allTypes[index]
      check(type, Array(input))
      check(type, Array(input.dropFirst(2)))
    }
  } else if count >= 2 {
    let key = UInt16(input[0]) << 8 | UInt16(input[1])
    check(TypeRing.all.type(at: key), Array(input[2...]))
  }
  return 0
}

private let triesEveryType = ProcessInfo.processInfo.environment["EVERY_TYPE"] != nil

private func check<Message: WireMessage>(_ type: Message.Type, _ bytes: [UInt8]) {
  if let fault = RoundTrip<Message>(bytes).fault { fatalError("\(type): \(fault)") }
}
