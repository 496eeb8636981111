/// A value behind a reference. Copying it copies one word and allocates no memory, whatever the
/// size of the value.
struct SharedStorage<Value: Hashable & Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private var box: Box

  init(_ value: Value) {
    self.box = Box(value)
  }

  /// The value. Setting it doesn't change other copies.
  var value: Value {
    get { box.value }
    set { box = Box(newValue) }
  }
}

extension SharedStorage: Hashable {
  static func == (a: SharedStorage, b: SharedStorage) -> Bool {
    a.box === b.box || a.value == b.value
  }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
