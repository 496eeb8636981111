/// The fields of each message, or the values of each enum, in the order of their numbers: a message can
/// have thousands of fields, and options can set all of them.
struct NumberOrder: Sendable {
  /// Indices of elements. Those of one message or enum are at their own indices, in order.
  private var indices: [Int32] = []

  /// Adds the next message or enum.
  ///
  /// - Parameter numbers: the numbers of its elements, in the order of the text.
  mutating func add(_ numbers: some Collection<Int32>) {
    let start = Int32(truncatingIfNeeded: indices.count)
    var isSorted = true
    var last = Int32.min
    var index = start
    for number in numbers {
      isSorted = isSorted && last <= number
      last = number
      indices.append(index)
      index += 1
    }
    if isSorted { return }
    let numbers = Array(numbers)
    // Of equal numbers, the first comes first.
    indices[Int(start)...].sort { left, right in
      let (first, second) = (numbers[Int(left - start)], numbers[Int(right - start)])
      return first == second ? left < right : first < second
    }
  }

  /// Finds the first element with a number.
  ///
  /// - Parameters:
  ///   - range: the elements of the message or enum.
  ///   - numberAt: returns the number of an element.
  func first(_ number: Int32, in range: Range<Int>, _ numberAt: (Int) -> Int32) -> Int? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if numberAt(Int(indices[middle])) < number { low = middle + 1 } else { high = middle }
    }
    guard low < range.upperBound else { return nil }
    let index = Int(indices[low])
    return numberAt(index) == number ? index : nil
  }
}
