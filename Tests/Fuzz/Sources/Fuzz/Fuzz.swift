import FuzzMessages
@_spi(Comparison) import ProtoWire

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Prepares the process. libFuzzer calls this function once. It makes SwiftProtobuf visit fields
/// instead of using the codec's encoding.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  FieldVisits.force()
  return 0
}

/// Tests one input. libFuzzer calls this function with each input. The first two bytes choose a
/// message type, and the rest is an encoding of it.
///
/// With `EVERY_TYPE` in the environment, the function tries the input with every type, with and
/// without these two bytes. This is for inputs that once found a fault, here or elsewhere, and must
/// stay harmless.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: count)
  if triesEveryType {
    // A long input takes so long with each type that only a sample of the types is tried.
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
