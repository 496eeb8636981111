extension Sequence {
  /// Finds the elements that have the same key as one before them.
  ///
  /// - Returns: each of them, with the first element that has its key.
  public func clashes(by key: (Element) -> String) -> [(element: Element, first: Element)] {
    var first: [String: Element] = [:]
    return compactMap { element in
      let key = key(element)
      guard let other = first[key] else {
        first[key] = element
        return nil
      }
      return (element, other)
    }
  }
}
