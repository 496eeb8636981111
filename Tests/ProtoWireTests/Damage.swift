/// Calls `body` with every prefix of `bytes`, and with every result of changing one byte.
func forEachDamage(of bytes: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
  for count in bytes.indices { try body(Array(bytes[..<count])) }
  for index in bytes.indices {
    for byte in UInt8.min...UInt8.max {
      var damaged = bytes
      damaged[index] = byte
      try body(damaged)
    }
  }
}
