// What generated properties do with the optional value that they keep.

extension Optional {
  /// The value, or a default one that comes into being when it is written to.
  ///
  /// Writing happens in place: appending to an array inside costs what it costs on a plain array.
  @inlinable
  public subscript(_orDefault value: @autoclosure () -> Wrapped) -> Wrapped {
    get { self ?? value() }
    _modify {
      if case .none = self { self = .some(value()) }
      // swift-format-ignore: NeverForceUnwrap, the line above has just set it.
      yield &self!
    }
  }

  /// The value in the box, or a default one that comes into being when it is written to.
  @inlinable
  public subscript<Value>(_orDefault value: @autoclosure () -> Value) -> Value
  where Wrapped == Indirect<Value> {
    get { self?.value ?? value() }
    _modify {
      if case .none = self { self = .some(Indirect(value())) }
      // swift-format-ignore: NeverForceUnwrap, the line above has just set it.
      yield &self!.value
    }
  }
}

extension Optional {
  /// The value in the box, for callers that keep it themselves.
  @inlinable
  public subscript<Value>(_unboxed _: Value.Type) -> Value? where Wrapped == Indirect<Value> {
    get { self?.value }
    set { self = newValue.map(Indirect.init) }
  }
}
