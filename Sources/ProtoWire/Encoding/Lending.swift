/// Lends the value at `pointer` to `body`, without a copy that retains everything in it.
///
/// To read a struct through a pointer is to copy it, as nothing tells the compiler that the memory
/// stays as it is meanwhile. Here whoever calls knows that it does: the value is in an array or a box
/// that the caller holds on to. So its bits are moved out, which changes no count, and the copy of the
/// bits is moved to a spare place, where nobody destroys it. The value itself stays where it is.
@inlinable
@inline(__always)
func lend<Value, Result>(_ pointer: UnsafePointer<Value>, to body: (Value) -> Result) -> Result {
  // What is larger would make the spare place an allocation.
  guard MemoryLayout<Value>.stride <= 1024 else { return body(pointer.pointee) }
  return withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { spare in
    let value = UnsafeMutablePointer(mutating: pointer).move()
    let result = body(value)
    spare.initializeElement(at: 0, to: value)
    return result
  }
}
