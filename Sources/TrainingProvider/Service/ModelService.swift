public import GRPCCore
import GRPCProtobuf
import Logging
import TrainingManifest
public import TrainingProtos
public import TrainingRuntime

/// The service `training.Model`, which the marketplace's daemon calls.
///
/// Serve it on a separate listener that only the daemon can reach, the daemon's
/// `model_maintenance_endpoint`. Calls don't say who makes them, so anyone who can reach the
/// service can train and delete models.
///
/// The service refuses calls with an error before any work starts, and the daemon then refunds the
/// consumer. If work fails later, the status reports it.
public struct ModelService: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let storage: StorageBudget
  let methods: MethodTable
  let prices: Pricing
  let fetcher: any DatasetFetcher
  /// The probes of price calls, which are free.
  let freeProbes: ProbeLine
  /// The probes of calls that were paid for.
  let paidProbes: ProbeLine
  let limits: ProviderLimits
  let jobs: JobQueue
  let uploads: UploadReceiver
  let retryingRegistry: RetryingRegistry
  let observer: JobObserver
  let logger: Logger
}

// The names are those of the proto.
// swift-format-ignore: AlwaysUseLowerCamelCase
extension ModelService: Training_Model.SimpleServiceProtocol {
  public func create_model(
    request: Training_NewModel, context: ServerContext
  ) async throws -> Training_ModelID {
    try await answer(context) { try await create(request, for: Patience(context)) }
  }

  public func validate_model_price(
    request: Training_ValidateRequest, context: ServerContext
  ) async throws -> Training_PriceInBaseUnit {
    try await answer(context, request.modelID) {
      try await validationPrice(request, for: Patience(context))
    }
  }

  public func upload_and_validate(
    request: RPCAsyncSequence<Training_UploadInput, any Error>, context: ServerContext
  ) async throws -> Training_StatusResponse {
    try await answer(context) {
      try await upload(request, for: Patience(context))
    }
  }

  public func validate_model(
    request: Training_ValidateRequest, context: ServerContext
  ) async throws -> Training_StatusResponse {
    try await answer(context, request.modelID) {
      try await validate(request, for: Patience(context))
    }
  }

  public func train_model_price(
    request: Training_ModelID, context: ServerContext
  ) async throws -> Training_PriceInBaseUnit {
    try await answer(context, request.modelID) {
      try await trainingPrice(request.modelID, for: Patience(context))
    }
  }

  public func train_model(
    request: Training_ModelID, context: ServerContext
  ) async throws -> Training_StatusResponse {
    try await answer(context, request.modelID) {
      try await train(request.modelID, for: Patience(context))
    }
  }

  public func delete_model(
    request: Training_ModelID, context: ServerContext
  ) async throws -> Training_StatusResponse {
    try await answer(context, request.modelID) { try await delete(request.modelID) }
  }

  public func get_model_status(
    request: Training_ModelID, context: ServerContext
  ) async throws -> Training_StatusResponse {
    try await answer(context, request.modelID) { try await status(request.modelID) }
  }
}

extension ModelService {
  /// Runs a call. Turns any error into a ``ProviderError`` and logs it.
  private func answer<T>(
    _ context: ServerContext, _ modelID: String = "", _ call: () async throws -> T
  ) async throws -> T {
    do {
      return try await call()
    } catch let error as RPCError {
      throw error
    } catch {
      let error = ProviderError.wrapping(error)
      let level: Logger.Level = error.rpcStatus.code == .internalError ? .error : .info
      let id = Clipping.logLine(error.modelID ?? modelID, toBytes: ModelIdentifier.maxLength)
      logger.log(
        level: level, "call refused: \(Clipping.logLine("\(error)"))",
        metadata: ["rpc": "\(context.descriptor.method)", "model_id": "\(id)"])
      throw error
    }
  }
}
