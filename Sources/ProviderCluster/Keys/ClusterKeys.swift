import EtcdStore
import Foundation
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// The names of the keys in etcd, below a prefix:
///
/// | key | value |
/// |---|---|
/// | `registry` | the registry's identity |
/// | `models/ID` | a model, deleted or not |
/// | `statuses/STATUS/CREATED/ID` | nothing: lists models by status, newest first |
/// | `addresses/ADDRESS/SERVICE/METHOD/CREATED/ID` | nothing: lists models by address, newest first |
/// | `datasets/UPDATED/ID` | nothing: lists the models that are READY_TO_USE and have a dataset, oldest first |
/// | `history/ID/REVISION` | an entry of a model's history |
/// | `operator/NUMBER` | a change that an operator made by hand, the last one first |
/// | `usage/PART` | the sums of a part of the models |
/// | `limits/PART` | nothing: changes with each insertion of a model with an address of that part |
/// | `claims/ID/REVISION` | a claim to a job |
/// | `nodes/NODE` | a node that uses the registry |
/// | `move` | says that the registry is being moved, and how far |
/// | `fences/ID` | the largest fence of a model's claims |
///
/// etcd reads keys page by page only in ascending order. So what comes last in a list that begins with the
/// newest has the largest text.
struct ClusterKeys: Hashable, Sendable {
  /// What all keys begin with.
  let prefix: String

  /// How many parts the models' sums have. Two changes at the same time hinder each other only if both
  /// change the same part.
  static let usageParts = 64

  /// How many parts the addresses have for which limits are checked.
  static let limitParts = 32

  var registry: EtcdKey { key("registry") }

  /// What says that the registry is being moved.
  var move: EtcdKey { key("move") }

  /// The nodes that use the registry.
  var nodes: EtcdKeyRange { .prefix(key("nodes/")) }

  func node(_ name: String) -> EtcdKey { key("nodes/\(Self.part(name))") }

  /// The histories of all models.
  var histories: EtcdKeyRange { .prefix(key("history/")) }

  var usage: EtcdKeyRange { .prefix(key("usage/")) }

  var operatorChanges: EtcdKeyRange { .prefix(key("operator/")) }

  func model(_ id: String) -> EtcdKey { key("models/\(Self.part(id))") }

  /// The part of the sums to which a model belongs.
  func usage(ofModel id: String) -> EtcdKey {
    key("usage/\(Self.number(Int64(Self.hash(id, Self.usageParts))))")
  }

  func limit(ofAddress address: String) -> EtcdKey {
    key("limits/\(Self.number(Int64(Self.hash(address, Self.limitParts))))")
  }

  func history(ofModel id: String) -> EtcdKeyRange { .prefix(key("history/\(Self.part(id))/")) }

  func history(ofModel id: String, at revision: Int64) -> EtcdKey {
    key("history/\(Self.part(id))/\(Self.number(revision))")
  }

  func operatorChange(_ number: Int64) -> EtcdKey { key("operator/\(Self.number(~number))") }

  func claim(_ id: String, _ revision: Int64) -> EtcdKey {
    key("claims/\(Self.part(id))/\(Self.number(revision))")
  }

  func fence(ofModel id: String) -> EtcdKey { key("fences/\(Self.part(id))") }

  /// A key below the prefix.
  func key(_ path: String) -> EtcdKey { EtcdKey(prefix + path) }
}

// MARK: Lists

extension ClusterKeys {
  func models(in status: Training_Status) -> EtcdKeyRange {
    .prefix(key("statuses/\(status.protoName)/"))
  }

  /// - Parameters:
  ///   - address: an address in its normal form.
  ///   - method: the names of a service and of a method; `nil` for all.
  func models(of address: String, for method: (service: String, name: String)?) -> EtcdKeyRange {
    let names = method.map { "\(Self.part($0.service))/\(Self.part($0.name))/" } ?? ""
    return .prefix(key("addresses/\(Self.part(address))/\(names)"))
  }

  var models: EtcdKeyRange { .prefix(key("models/")) }

  var datasets: EtcdKeyRange { .prefix(key("datasets/")) }

  /// The first place of that list for a time.
  func datasets(from date: Date) -> EtcdKey { key("datasets/\(Self.time(date))/") }

  /// The identifier of the model that a key of a list leads to.
  static func identifier(in key: EtcdKey) -> String {
    let name = key.description.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    return name.removingPercentEncoding ?? String(name)
  }
}

// MARK: Parts of keys

extension ClusterKeys {
  /// A text as a part of a key. What isn't a letter, a digit or one of `-._` is percent-encoded, and a text
  /// of more than 128 bytes is replaced by its SHA-256 digest. Identifiers are shorter.
  static func part(_ text: String) -> String {
    guard text.utf8.count <= 128 else {
      return "sha256~\(BlobDigest(of: Data(text.utf8)))"
    }
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._")

  /// A number as text that has the order of the numbers.
  static func number(_ number: Int64) -> String {
    let digits = String(UInt64(bitPattern: number ^ .min), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A time in microseconds as text that has the order of the times.
  static func time(_ date: Date) -> String { number(microseconds(date)) }

  /// A time in microseconds as text that has the opposite order of the times.
  static func countdown(_ date: Date) -> String { number(~microseconds(date)) }

  private static func microseconds(_ date: Date) -> Int64 {
    Int64(exactly: (date.timeIntervalSince1970 * 1e6).rounded()) ?? .max
  }

  /// A number below `count` that is the same in every process (FNV-1a).
  private static func hash(_ text: String, _ count: Int) -> Int {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return Int((hash ^ hash >> 32) % UInt64(count))
  }
}
