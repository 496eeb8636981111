import TrainingProvider

/// A complete copy of a blob.
struct CachedBlob: Sendable {
  let folder: CacheFolder
  let bytes: UInt64
  /// How many handles there are.
  var holders = 0

  init(_ folder: CacheFolder, bytes: UInt64) {
    self.folder = folder
    self.bytes = bytes
  }
}

/// Which copies there are, who uses them, and how much room they take up.
struct CacheState: Sendable {
  let maxBytes: UInt64

  /// The bytes of all copies, and those that are reserved.
  private(set) var usedBytes: UInt64 = 0

  /// The bytes of the copies that nobody holds.
  private var idleBytes: UInt64 = 0

  private var inUse: [BlobKey: CachedBlob] = [:]
  private var idle = LeastRecentlyUsed<BlobKey, CachedBlob>()
  private var fetches: [BlobKey: Fetch] = [:]

  private struct Fetch {
    var turns: [Promise<Void>]
    var task: Task<Void, Never>?
    /// Whether the blob was deleted meanwhile.
    var isDeleted = false
  }

  /// What somebody who wants a blob gets.
  enum Hold {
    case held(CachedBlob)
    /// A turn, after a fetch that the first one has to begin.
    case waiting(isFirst: Bool)
  }

  init(maxBytes: UInt64) {
    self.maxBytes = maxBytes
  }

  /// Holds a copy, or waits for it.
  mutating func hold(_ key: BlobKey, or turn: Promise<Void>) -> Hold {
    if let blob = take(key, holders: 1) { return .held(blob) }
    let isFirst = fetches[key] == nil
    fetches[key, default: Fetch(turns: [])].turns.append(turn)
    return .waiting(isFirst: isFirst)
  }

  /// Records who fetches a blob.
  ///
  /// - Returns: whether nobody wants it any more.
  mutating func attach(_ task: Task<Void, Never>, to key: BlobKey) -> Bool {
    guard let fetch = fetches[key] else { return false }
    fetches[key]?.task = task
    return fetch.turns.isEmpty
  }

  /// Takes back a turn.
  ///
  /// - Returns: the fetch to cancel, if nobody waits for it any more.
  mutating func leave(_ key: BlobKey, _ turn: Promise<Void>) -> Task<Void, Never>? {
    fetches[key]?.turns.removeAll { $0 === turn }
    guard let fetch = fetches[key], fetch.turns.isEmpty else { return nil }
    return fetch.task
  }

  /// Ends a fetch. Everybody who waits holds the copy from now on.
  ///
  /// - Returns: the turns, and a folder to remove if nobody may use it.
  mutating func end(
    _ key: BlobKey, _ result: Result<CachedBlob, any Error>, reserved: UInt64
  ) -> (turns: [Promise<Void>], dropped: CacheFolder?) {
    let fetch = fetches.removeValue(forKey: key)
    guard case .success(let blob) = result, fetch?.isDeleted != true else {
      giveBack(reserved)
      return (fetch?.turns ?? [], (try? result.get())?.folder)
    }
    settle(key, blob, reserved: reserved)
    if let turns = fetch?.turns, !turns.isEmpty { _ = take(key, holders: turns.count) }
    return (fetch?.turns ?? [], nil)
  }

  /// Adds a copy for which room was reserved.
  mutating func settle(_ key: BlobKey, _ blob: CachedBlob, reserved: UInt64) {
    giveBack(reserved)
    add(key, blob)
  }

  /// Adds a copy that nobody holds.
  mutating func add(_ key: BlobKey, _ blob: CachedBlob) {
    putAside(key, blob)
    usedBytes += blob.bytes
  }

  /// The copy that somebody holds; `nil` if its blob was deleted.
  func held(_ key: BlobKey) -> CachedBlob? { inUse[key] }

  /// Gives back a hold.
  mutating func release(_ key: BlobKey) {
    guard var blob = inUse[key] else { return }
    blob.holders -= 1
    inUse[key] = blob.holders > 0 ? blob : nil
    if blob.holders == 0 { putAside(key, blob) }
  }

  private mutating func take(_ key: BlobKey, holders: Int) -> CachedBlob? {
    guard var blob = inUse[key] ?? takeIdle(key) else { return nil }
    blob.holders += holders
    inUse[key] = blob
    return blob
  }

  private mutating func putAside(_ key: BlobKey, _ blob: CachedBlob) {
    idle.insert(blob, for: key)
    idleBytes += blob.bytes
  }

  private mutating func takeIdle(_ key: BlobKey) -> CachedBlob? {
    guard let blob = idle.remove(key) else { return nil }
    idleBytes -= blob.bytes
    return blob
  }
}

extension CacheState {
  /// Takes out the least recently used copies until there is room. If that wouldn't be enough, they stay.
  ///
  /// - Returns: the folders to remove.
  mutating func makeRoom(for bytes: UInt64) -> [CacheFolder] {
    let (needed, overflow) = (usedBytes - idleBytes).addingReportingOverflow(bytes)
    guard !overflow, needed <= maxBytes else { return [] }
    var folders: [CacheFolder] = []
    while !hasRoom(for: bytes), let folder = evict() { folders.append(folder) }
    return folders
  }

  /// Takes out the least recently used copy that nobody holds.
  mutating func evict() -> CacheFolder? {
    guard let key = idle.leastRecent?.key, let blob = takeIdle(key) else { return nil }
    return drop(blob)
  }

  /// Reserves bytes, if there is room.
  mutating func reserve(_ bytes: UInt64) -> Bool {
    guard hasRoom(for: bytes) else { return false }
    usedBytes += bytes
    return true
  }

  /// Gives back reserved bytes.
  mutating func giveBack(_ bytes: UInt64) { usedBytes -= bytes }

  private func hasRoom(for bytes: UInt64) -> Bool {
    let (sum, overflow) = usedBytes.addingReportingOverflow(bytes)
    return !overflow && sum <= maxBytes
  }

  /// Takes out the copies of deleted blobs, whoever holds them.
  ///
  /// - Returns: the folders to remove.
  mutating func forget(_ isDeleted: (BlobKey) -> Bool) -> [CacheFolder] {
    for key in fetches.keys where isDeleted(key) { fetches[key]?.isDeleted = true }
    var folders: [CacheFolder] = []
    for key in inUse.keys where isDeleted(key) {
      if let blob = inUse.removeValue(forKey: key) { folders.append(drop(blob)) }
    }
    for key in idle.keys where isDeleted(key) {
      if let blob = takeIdle(key) { folders.append(drop(blob)) }
    }
    return folders
  }

  private mutating func drop(_ blob: CachedBlob) -> CacheFolder {
    usedBytes -= blob.bytes
    return blob.folder
  }
}
