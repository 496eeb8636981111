import Foundation
import TestSupport
import Testing

/// Lets the packages of a suite be built in one folder, where the libraries that they have in common are
/// built once. The folder is a new one, unless the variable `TRAINING_CONSUMERS` names one to keep what is
/// built for the next run, while one changes the tests.
struct SharedScratch: SuiteTrait, TestScoping {
  /// The folder with the packages, and that for what is built.
  struct Place {
    let directory: URL
    let scratch: URL
  }

  @TaskLocal private static var current: Place?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Self.withDirectory { directory in
      let place = Place(
        directory: directory, scratch: directory.appendingPathComponent("scratch"))
      try await Self.$current.withValue(place, operation: function)
    }
  }

  private static func withDirectory(_ body: (URL) async throws -> Void) async throws {
    guard let kept = ProcessInfo.processInfo.environment["TRAINING_CONSUMERS"] else {
      return try await withTemporaryDirectory(body)
    }
    let directory = URL(fileURLWithPath: kept)
    let files = FileManager.default
    try files.createDirectory(at: directory, withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: kept) where name != "scratch" {
      try files.removeItem(at: directory.appendingPathComponent(name))
    }
    try await body(directory)
  }

  /// A package in the folder, from `Fixtures/packages`.
  static func package(_ name: String) throws -> ConsumerPackage {
    let place = try #require(current)
    return try ConsumerPackage(name, in: place.directory, scratch: place.scratch)
  }

  /// The package `handler`, with the guide's proto.
  static func handler() throws -> ConsumerPackage {
    let place = try #require(current)
    return try ConsumerPackage.handler(in: place.directory, scratch: place.scratch)
  }
}

extension Trait where Self == SharedScratch {
  static var sharedScratch: SharedScratch { SharedScratch() }
}

/// Whether long tests run, by `Scripts/test --long`.
let runsLongTests = ProcessInfo.processInfo.environment["TRAINING_LONG"] != nil

/// The packages of users, each built from their sources alone. One is built at a time: the folder is
/// locked.
@Suite(.serialized, .sharedScratch) struct ConsumerTests {}
