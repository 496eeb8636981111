public import GRPCCore
public import TrainingManifest

/// Guards training methods of services that do not implement a `GuardedServiceProtocol`.
///
/// It decides as generated guards do, by the manifest alone, so that messages and stubs may come from
/// any generator whose messages are SwiftProtobuf's. Handlers find the models in
/// ``GuardedModels/current``.
///
/// ```swift
/// let server = GRPCServer(
///   transport: transport, services: [Speech()],
///   interceptors: [ModelGuardInterceptor(.service_service, models: provider.models)])
/// ```
///
/// Methods that the manifest does not have pass untouched.
public struct ModelGuardInterceptor: ServerInterceptor {
  private let methods: [String: TrainingMethod]
  private let models: any ModelResolver
  private let options: GuardOptions

  /// - Parameters:
  ///   - manifest: says which methods are training methods, and which fields name models.
  ///   - models: where models are looked up.
  ///   - options: how strict to be.
  public init(
    _ manifest: Manifest, models: any ModelResolver, options: GuardOptions = GuardOptions()
  ) {
    self.methods = Dictionary(
      manifest.methods.map { ($0.fullName, $0) }, uniquingKeysWith: { first, _ in first })
    self.models = models
    self.options = options
  }

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    guard let method = methods[context.descriptor.fullName] else {
      return try await next(request, context)
    }
    let modelGuard = ModelGuard(
      method, models: models, options: options, metadata: request.metadata)
    let fields = ModelFields(method)
    let opened = try await OpenedStream(request, for: modelGuard) { fields.named(in: $0) }
    let models = try await modelGuard.models(fields.named(in: opened.first))
    let guarded = GuardedModels(method: method, models: models)
    return try await GuardedModels.$current.withValue(guarded) {
      let sequence = StreamingServerRequest(metadata: request.metadata, messages: opened.messages)
      return try await next(sequence, context).producing(with: guarded)
    }
  }
}

extension MethodDescriptor {
  /// The name as a manifest has it, e.g. `service.ExampleService.stt`.
  fileprivate var fullName: String { "\(service.fullyQualifiedService).\(method)" }
}

extension StreamingServerResponse {
  /// The same response, whose messages are produced with the models at hand: gRPC produces them after
  /// the handler has returned.
  fileprivate func producing(with models: GuardedModels) -> Self {
    var response = self
    response.accepted = accepted.map { contents in
      var contents = contents
      let producer = contents.producer
      contents.producer = { writer in
        try await GuardedModels.$current.withValue(models) { try await producer(writer) }
      }
      return contents
    }
    return response
  }
}
