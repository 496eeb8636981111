import GRPCCore
import SwiftProtobuf
import TrainingRuntime

/// The service `grpc.reflection.v1.ServerReflection`, and its `v1alpha`, which has the same
/// messages.
struct ReflectionService: Sendable {
  typealias Request = Grpc_Reflection_V1_ServerReflectionRequest
  typealias Response = Grpc_Reflection_V1_ServerReflectionResponse

  /// The full names of the services that the server has.
  let services: [String]

  let descriptors: DescriptorIndex

  /// The names of both versions.
  static let names = [
    "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
  ]

  /// Answers the requests of a call.
  func answer(
    _ requests: RPCAsyncSequence<Request, any Error>, to writer: RPCWriter<Response>
  ) async throws {
    var sent: Set<String> = []
    for try await request in requests {
      try await writer.write(answer(to: request, sent: &sent))
    }
  }

  /// Answers a request.
  ///
  /// - Parameters:
  ///   - request: the request.
  ///   - sent: the names of files that were sent in the same call.
  func answer(to request: Request, sent: inout Set<String>) -> Response {
    var response = Response()
    response.validHost = request.host
    response.originalRequest = request
    switch request.messageRequest {
    case .fileByFilename(let name):
      response.messageResponse = file(name, or: "file \(name)", sent: &sent)
    case .fileContainingSymbol(let symbol):
      let name = descriptors.fileName(declaring: symbol)
      response.messageResponse = file(name, or: "descriptor of \(symbol)", sent: &sent)
    case .fileContainingExtension(let wanted):
      let name = descriptors.fileName(
        declaringExtension: wanted.extensionNumber, of: wanted.containingType)
      response.messageResponse = file(
        name, or: "extension \(wanted.extensionNumber) of \(wanted.containingType)", sent: &sent)
    case .allExtensionNumbersOfType(let message):
      response.messageResponse = extensionNumbers(of: message)
    case .listServices:
      response.listServicesResponse.service = services.map { name in
        var service = Grpc_Reflection_V1_ServiceResponse()
        service.name = name
        return service
      }
    case nil:
      response.errorResponse = error(.invalidArgument, "the request asks for nothing")
    }
    return response
  }

  private func file(
    _ name: String?, or missing: String, sent: inout Set<String>
  ) -> Response.OneOf_MessageResponse {
    guard let name, let files = descriptors.descriptors(ofFile: name, sent: &sent) else {
      return notFound(missing)
    }
    var response = Grpc_Reflection_V1_FileDescriptorResponse()
    response.fileDescriptorProto = files
    return .fileDescriptorResponse(response)
  }

  private func extensionNumbers(of message: String) -> Response.OneOf_MessageResponse {
    guard let numbers = descriptors.extensionNumbers(of: message) else {
      return notFound("descriptor of \(message)")
    }
    var response = Grpc_Reflection_V1_ExtensionNumberResponse()
    response.baseTypeName = message
    response.extensionNumber = numbers
    return .allExtensionNumbersResponse(response)
  }

  private func notFound(_ what: String) -> Response.OneOf_MessageResponse {
    .errorResponse(
      error(.notFound, "the server has no \(Clipping.logLine(what, toBytes: 256))"))
  }

  private func error(
    _ code: Status.Code, _ message: String
  ) -> Grpc_Reflection_V1_ErrorResponse {
    var error = Grpc_Reflection_V1_ErrorResponse()
    error.errorCode = Int32(code.rawValue)
    error.errorMessage = message
    return error
  }
}

extension ReflectionService: RegistrableRPCService {
  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    for name in Self.names {
      router.registerHandler(
        forMethod: MethodDescriptor(
          service: ServiceDescriptor(fullyQualifiedService: name), method: "ServerReflectionInfo",
          type: .bidirectionalStreaming),
        deserializer: TrainingRuntime.messageDeserializer(for: Request.self),
        serializer: TrainingRuntime.messageSerializer(for: Response.self)
      ) { request, _ in
        StreamingServerResponse { writer in
          try await answer(request.messages, to: writer)
          return [:]
        }
      }
    }
  }
}
