import GRPCCore
import Testing
import TrainingProvider

@testable import torture

/// Distinguishes a refusal of the server from an error that the client creates when the server
/// dies.
@Suite struct AnswerTests {
  @Test(arguments: [
    RPCError.Code.unavailable, .cancelled, .unknown, .internalError, .deadlineExceeded,
  ])
  func errorsWithoutDetailsAreLosses(_ code: RPCError.Code) {
    #expect(Answer(RPCError(code: code, message: "dropped")) == .lost("\(code): dropped"))
  }

  @Test(arguments: [
    ProviderError.Code.uploadTimedOut, .shuttingDown, .internalFailure, .wrongStatus,
  ])
  func theServersErrorsAreRefusals(_ code: ProviderError.Code) throws {
    let error = ProviderError(code, "the reason")
    let sent = RPCError(
      code: error.rpcErrorCode, message: error.rpcErrorMessage, metadata: error.rpcErrorMetadata)
    #expect(Answer(sent) == .refused(Refusal(code: error.rpcErrorCode, message: "the reason")))
  }

  @Test func aForgottenPriceIsToldFromAWrongStatus() {
    let price = Refusal(code: .failedPrecondition, message: "ask train_model_price again")
    let status = Refusal(code: .failedPrecondition, message: "model 1 is VALIDATING")
    #expect(price.isForPrice)
    #expect(!status.isForPrice)
  }
}
