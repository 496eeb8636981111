import GRPCCore
import TrainingProtos
import TrainingRuntime

extension ModelService {
  /// Registers once more the method that the daemon calls most often and the one with the most data.
  ///
  /// Generated code registers methods with any transport. Calls then look up the metadata of generic
  /// types all the time, which takes a fifth of the processor time of a status call. The compiler
  /// specializes what is registered here for the transport of the listeners.
  func registerSpecialized(with router: inout RPCRouter<ListenerServer.Transport>) {
    typealias Method = Training_Model.Method
    router.registerHandler(
      forMethod: Method.get_model_status.descriptor,
      deserializer: messageDeserializer(for: Training_ModelID.self),
      serializer: messageSerializer(for: Training_StatusResponse.self)
    ) { request, context in
      let request = try await ServerRequest(stream: request)
      return StreamingServerResponse(
        single: ServerResponse(
          message: try await get_model_status(request: request.message, context: context)))
    }
    router.registerHandler(
      forMethod: Method.upload_and_validate.descriptor,
      deserializer: BatchDeserializer(),
      serializer: messageSerializer(for: Training_StatusResponse.self)
    ) { request, context in
      StreamingServerResponse(
        single: ServerResponse(
          message: try await upload_and_validate(request: request.messages, context: context)))
    }
  }
}
