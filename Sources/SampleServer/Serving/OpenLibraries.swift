import Foundation

/// The open libraries. If there are too many, the least recently used one is removed.
struct OpenLibraries {
  /// A library that is open or being opened.
  typealias Opening = Task<ClipLibrary, any Error>

  private let maxCount: Int
  private let maxBytes: Int
  private var places: [URL: Place] = [:]
  private var uses = 0

  private struct Place {
    let opening: Opening
    var byteCount = 0
    var lastUse: Int
  }

  init(maxCount: Int, maxBytes: Int) {
    self.maxCount = maxCount
    self.maxBytes = maxBytes
  }

  /// The directories of the libraries.
  var directories: [URL] { Array(places.keys) }

  /// Returns the library of a directory. Begins to open it with `open` if necessary.
  mutating func library(of directory: URL, _ open: () -> Opening) -> Opening {
    uses += 1
    let opening = places[directory]?.opening ?? open()
    places[directory, default: Place(opening: opening, lastUse: uses)].lastUse = uses
    makeRoom()
    return opening
  }

  /// Records the size of a library after it was opened.
  mutating func recordSize(_ directory: URL, _ opening: Opening, byteCount: Int) {
    guard places[directory]?.opening == opening else { return }
    places[directory]?.byteCount = byteCount
    makeRoom()
  }

  /// Removes a library that could not be opened.
  mutating func remove(_ directory: URL, _ opening: Opening) {
    if places[directory]?.opening == opening { remove(directory) }
  }

  mutating func remove(_ directory: URL) {
    places[directory] = nil
  }

  private mutating func makeRoom() {
    while places.count > maxCount || places.values.reduce(0, { $0 + $1.byteCount }) > maxBytes,
      let oldest = places.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      remove(oldest.key)
    }
  }
}
