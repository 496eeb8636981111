public import GRPCCore
public import TrainingManifest

/// Guards training methods of services that do not implement a `GuardedServiceProtocol`.
///
/// It decides as generated guards do, by the manifest alone, so that messages and stubs may come
/// from any generator whose messages are SwiftProtobuf's. Handlers find the models in
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
  private let methods: [MethodName: GuardedMethod]
  private let models: any ModelResolver
  private let options: GuardOptions

  /// Creates an interceptor.
  ///
  /// - Parameters:
  ///   - manifest: says which methods are training methods, and which fields name models.
  ///   - models: where models are looked up.
  ///   - options: how strict to be.
  public init(
    _ manifest: Manifest, models: any ModelResolver, options: GuardOptions = GuardOptions()
  ) {
    self.methods = Dictionary(
      manifest.methods.map { (MethodName($0), GuardedMethod($0)) },
      uniquingKeysWith: { first, _ in first })
    self.models = models
    self.options = options
  }

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    guard let guarded = methods[MethodName(context.descriptor)] else {
      return try await next(request, context)
    }
    let modelGuard = ModelGuard(
      guarded.method, models: models, options: options, metadata: request.metadata)
    let opened = try await OpenedStream(request, for: modelGuard) { guarded.fields.named(in: $0) }
    let found = try await guarded.models(of: opened.first, by: modelGuard)
    return try await GuardedModels.$current.withValue(found) {
      try await next(opened.request, context).producing(with: found)
    }
  }
}

extension ModelGuardInterceptor {
  /// What a manifest and gRPC both know a method by; gRPC may also know its kind.
  private struct MethodName: Hashable {
    let service: String
    let method: String

    init(_ descriptor: MethodDescriptor) {
      self.service = descriptor.service.fullyQualifiedService
      self.method = descriptor.method
    }

    init(_ method: TrainingMethod) {
      self.service = String(method.fullName.dropLast(method.methodName.count + 1))
      self.method = method.methodName
    }
  }
}

extension StreamingServerResponse {
  /// The same response, whose messages are produced with the models at hand: gRPC produces them
  /// after the handler has returned.
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
