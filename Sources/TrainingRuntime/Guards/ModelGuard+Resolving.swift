public import GRPCCore
public import SwiftProtobuf

extension ModelGuard {
  /// Finds the model of a request whose only model field occurs at most once: the usual call, with as
  /// little around the registry's answer as can be.
  ///
  /// - Throws: ``ModelGuardError``
  public func resolve(_ query: OneModel) async throws(ModelGuardError) -> ModelReference {
    let id = meant(by: query.id)
    let verdict = try await verdict(on: id)
    guard case .usable(let origin, let version) = verdict else {
      let violation = Violation(verdict, on: id, at: FieldPath(field: query.field))
      throw ModelGuardError([violation], method: method)
    }
    return ModelReference(id: id, origin: origin, version: version)
  }

  /// Finds the models of a request with several model fields; what is wrong with any is gathered.
  ///
  /// - Throws: ``ModelGuardError``
  public func resolve<each Query: ModelQuery>(
    _ queries: repeat each Query
  ) async throws(ModelGuardError) -> (repeat (each Query).Value) {
    var violations: [Violation] = []
    let values = (repeat try await (each queries).find(by: self, &violations))
    return (repeat try checked(each values, violations))
  }

  func checked<Value>(
    _ value: Value?, _ violations: [Violation]
  ) throws(ModelGuardError) -> Value {
    guard let value, violations.isEmpty else {
      throw ModelGuardError(violations, method: method)
    }
    return value
  }

  /// Opens a stream of requests: its first message names the models for all of them.
  ///
  /// - Parameters:
  ///   - request: the stream; nobody else may read it. One without a message names no model.
  ///   - queries: the model fields of a message.
  /// - Returns: the request with all messages, the first included, to be read once, and the models. A
  ///   later message that names other models ends the sequence with ``ModelGuardError``.
  /// - Throws: ``ModelGuardError``, and what the stream throws before its first message.
  public func open<Message: SwiftProtobuf.Message, each Query: ModelQuery>(
    _ request: StreamingServerRequest<Message>,
    naming queries: @escaping @Sendable (Message) -> (repeat each Query)
  ) async throws -> (StreamingServerRequest<Message>, (repeat (each Query).Value)) {
    let opened = try await OpenedStream(request, for: self) { message in
      let fields = queries(message)
      var named: [NamedModels] = []
      repeat named.append((each fields).named)
      return named
    }
    let fields = queries(opened.first ?? Message())
    return (opened.request, try await resolve(repeat each fields))
  }
}
