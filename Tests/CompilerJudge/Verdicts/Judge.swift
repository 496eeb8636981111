import Foundation
import Synchronization

/// Holds a compiler against protoc.
public struct Judge: Sendable {
  private let ours: any JudgedCompiler
  private let protoc: ProtocInstallation
  private let schema: DescriptorSchema

  /// - Parameters:
  ///   - ours: the compiler to judge. It's used on several threads at once.
  ///   - protoc: the compiler to compare with.
  /// - Throws: an error if `protoc` can't be run.
  public init(_ ours: any JudgedCompiler, against protoc: ProtocInstallation) throws {
    self.ours = ours
    self.protoc = protoc
    self.schema = try protoc.schema()
  }

  /// Judges inputs on as many threads as there are cores.
  ///
  /// - Parameters:
  ///   - count: the number of inputs.
  ///   - input: makes an input, with a name by which a reader finds it, from its number. The result
  ///     is `nil` if there is nothing to judge.
  ///   - report: takes each judgement, on any thread.
  public func judge(
    _ count: Int, input: @Sendable (Int) throws -> (name: String, input: CompilerInput)?,
    report: @Sendable (String, CompilerInput, Judgement) -> Void
  ) throws {
    let next = Atomic(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
      do {
        try protoc.withCompiler { compiler in
          while failure.withLock({ $0 == nil }) {
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard number < count else { return }
            guard let (name, input) = try input(number) else { continue }
            report(name, input, try judgement(on: input, compiler))
          }
        }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    try failure.withLock { if let error = $0 { throw error } }
  }

  private func judgement(on input: CompilerInput, _ compiler: Protoc) throws -> Judgement {
    Judgement(
      ours: try ours.verdict(on: input), protoc: try compiler.verdict(on: input), schema: schema)
  }
}
