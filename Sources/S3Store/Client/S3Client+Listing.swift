import Foundation
import NIOHTTP1

/// An object in a listing.
struct ListedObject: Hashable {
  var key: String
  var bytes: UInt64
  /// When it was stored, by the store's clock. For an object that came in parts, when that began.
  var changedAt: Date
}

/// An upload in parts that is neither completed nor aborted.
struct UnfinishedUpload: Hashable {
  var key: String
  var id: String
  var begunAt: Date
}

extension S3Client {
  /// The objects whose keys begin with a prefix, in the order of their keys, page by page.
  func objects(_ prefix: String) -> Listing<ListedObject> {
    Listing { [self] token in
      let root = try await list(prefix, token, delimiter: nil)
      let names = KeyDecoding(root)
      let objects = try root.all("Contents").map { entry in
        guard let key = entry["Key"], let bytes = entry["Size"].flatMap({ UInt64($0) }),
          let date = entry["LastModified"].flatMap(ServerTime.listed)
        else { throw DamagedAnswer() }
        return ListedObject(key: try names.decode(key), bytes: bytes, changedAt: date)
      }
      return (objects, root.nextToken)
    }
  }

  /// The parts of keys between a prefix and the next slash, without repetitions.
  func folders(_ prefix: String) -> Listing<String> {
    Listing { [self] token in
      let root = try await list(prefix, token, delimiter: "/")
      let names = KeyDecoding(root)
      let folders = try root.all("CommonPrefixes").map { entry in
        let key = try names.decode(entry["Prefix"] ?? "")
        guard key.hasPrefix(prefix), key.hasSuffix("/") else { throw DamagedAnswer() }
        return String(key.dropFirst(prefix.count).dropLast())
      }
      return (folders, root.nextToken)
    }
  }

  /// The uploads in parts of objects whose keys begin with a prefix.
  func unfinishedUploads(_ prefix: String) -> Listing<UnfinishedUpload> {
    Listing { [self] token in
      // Their listing goes on after two values.
      let marker = token?.split(separator: "\n", maxSplits: 1).map(String.init) ?? []
      var query = [
        ("uploads", ""), ("prefix", prefix), ("encoding-type", "url"),
        ("max-uploads", "\(pageSize)"),
      ]
      if marker.count == 2 {
        query += [("key-marker", marker[0]), ("upload-id-marker", marker[1])]
      }
      let root = try await send(S3Request(method: .GET, query: named(query))) {
        try await Self.xml($0)
      }
      let names = KeyDecoding(root)
      let uploads = try root.all("Upload").map { entry in
        guard let key = entry["Key"], let id = entry["UploadId"],
          let date = entry["Initiated"].flatMap(ServerTime.listed)
        else { throw DamagedAnswer() }
        return UnfinishedUpload(key: try names.decode(key), id: id, begunAt: date)
      }
      guard root["IsTruncated"] == "true", let key = root["NextKeyMarker"],
        let id = root["NextUploadIdMarker"], !uploads.isEmpty
      else { return (uploads, nil) }
      return (uploads, "\(try names.decode(key))\n\(id)")
    }
  }

  private func list(
    _ prefix: String, _ token: String?, delimiter: String?
  ) async throws -> XMLElement {
    var query = [
      ("list-type", "2"), ("prefix", prefix), ("encoding-type", "url"), ("max-keys", "\(pageSize)"),
    ]
    if let delimiter { query.append(("delimiter", delimiter)) }
    if let token { query.append(("continuation-token", token)) }
    return try await send(S3Request(method: .GET, query: named(query))) { try await Self.xml($0) }
  }

  private func named(_ query: [(String, String)]) -> [(name: String, value: String)] {
    query.map { (name: $0.0, value: $0.1) }
  }
}

/// A listing that is read page by page.
struct Listing<Entry: Sendable> {
  /// Reads the page after a token.
  typealias Page = (_ token: String?) async throws -> (entries: [Entry], next: String?)

  private let page: Page
  private var token: String?
  private var isOver = false

  init(_ page: @escaping Page) {
    self.page = page
  }

  /// The next page, which may be empty; `nil` if there is none.
  mutating func next() async throws -> [Entry]? {
    guard !isOver else { return nil }
    try Task.checkCancellation()
    let (entries, next) = try await page(token)
    isOver = next == nil || next == token
    token = next
    return entries
  }

  /// All entries that are left. Only for listings that are known to be short.
  mutating func rest() async throws -> [Entry] {
    var all: [Entry] = []
    while let entries = try await next() { all += entries }
    return all
  }
}

/// Keys as a listing writes them: encoded, if the store can do that.
private struct KeyDecoding {
  let isEncoded: Bool

  init(_ root: XMLElement) {
    isEncoded = root["EncodingType"] == "url"
  }

  func decode(_ key: String) throws -> String {
    guard isEncoded else { return key }
    // Some stores encode a space as a plus sign.
    guard let decoded = key.replacing("+", with: " ").removingPercentEncoding else {
      throw DamagedAnswer()
    }
    return decoded
  }
}

extension XMLElement {
  fileprivate var nextToken: String? {
    self["IsTruncated"] == "true" ? self["NextContinuationToken"] : nil
  }
}
