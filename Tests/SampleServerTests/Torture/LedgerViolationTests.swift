import GRPCCore
import Testing
import TrainingProtos

@testable import torture

/// Wrong histories, which the ledger must reject. Each breaks one invariant.
@Suite struct LedgerViolationTests {
  @Test func aCallIsLostThoughTheServerLives() {
    var history = ForgedHistory()
    history.die()
    history.make(.status, .lost("connection closed"))
    #expect(history.broken == [.answersCalls])
  }

  @Test func aStatusThatNobodyAskedFor() {
    let history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.poll(.training)
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aBadDatasetIsAccepted() {
    let history = ForgedHistory()
    history.pay(for: .upload(.bad, .whole), .status(.validating))
    history.poll(.validated)
    #expect(history.broken == [.tellsTruth])
  }

  @Test func halfAnUploadIsAccepted() {
    let history = ForgedHistory()
    history.pay(for: .upload(.first, .truncated), .status(.validating))
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aTrainingOnADatasetThatFailed() {
    let history = ForgedHistory()
    history.becomeReady(with: .first)
    history.pay(for: .upload(.bad, .whole), .status(.validating))
    history.poll(.readyToUse)
    history.make(.training, .status(.training))
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aRefusalWithoutReason() {
    let history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .refused(.failedPrecondition))
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aPriceIsForgottenWithoutADeath() {
    let history = ForgedHistory()
    history.pay(
      for: .upload(.first, .whole), .refused(.failedPrecondition, "ask the price again"))
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aModelIsLost() {
    var history = ForgedHistory()
    history.die()
    history.make(.status, .refused(.notFound))
    #expect(history.broken == [.keepsModels])
  }

  @Test(arguments: [Training_Status.created, .readyToUse, .errored])
  func aDeletedModelComesBackToLife(_ status: Training_Status) {
    var history = ForgedHistory()
    history.make(.deletion, .status(.deleted))
    history.die()
    history.poll(status)
    #expect(history.broken == [.keepsDeletions])
  }

  @Test(arguments: [Training_Status.created, .validating, .errored])
  func anEndIsNoEnd(_ status: Training_Status) {
    var history = ForgedHistory()
    history.becomeReady(with: .first)
    history.die(3)
    history.poll(status)
    #expect(history.broken == [.keepsEnds])
  }

  /// A call can't change anything after the server's life in which it was made has ended.
  @Test func aLostCallIsMadeInTheNextLife() {
    var history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.poll(.validated)
    history.make(.trainingPrice, .price)
    let training = history.begin(.training)
    history.ledger.killing(history.life)
    history.end(training, .lost("connection closed"))
    history.die()
    history.poll(.validated, .training)
    #expect(history.broken == [.keepsEnds])
  }

  @Test(arguments: [
    Answer.transcript("dataset 2, clip 0"), .transcript("dataset 1, clip 1"), .transcript(""),
    .refused(.failedPrecondition), .refused(.notFound),
  ])
  func aResultIsLostOrSwapped(_ answer: Answer) {
    var history = ForgedHistory()
    history.becomeReady(with: .first)
    history.die()
    history.make(.inference(Dataset.first.clip), answer)
    #expect(history.broken == [answer == .refused(.notFound) ? .keepsModels : .keepsResults])
  }

  @Test func anInnocentPaysForTheCrashesOfOthers() {
    var history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.die(2)
    history.poll(.errored)
    #expect(history.broken == [.sparesInnocents])
  }

  /// Deaths count for the work that was running, not for later work.
  @Test func deathsBeforeTheWorkDoNotCount() {
    var history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.die(2)
    history.poll(.validated)
    history.pay(for: .training, .status(.training))
    history.die()
    history.poll(.errored)
    #expect(history.broken == [.sparesInnocents])
  }

  /// If several jobs were running at a death, the cause is unknown.
  @Test func aDeathCountsForSeveral() {
    var history = ForgedHistory()
    history.ledger.created("other")
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.pay(for: .upload(.second, .whole), .status(.validating), of: "other")
    history.die(5)
    history.poll(.errored)
    history.make(.status, .status(.errored), of: "other")
    history.ledger.judgeEnds()
    #expect(history.broken == [.sparesInnocents])
  }

  @Test func aPriceIsRefusedWithoutReason() {
    let history = ForgedHistory()
    history.make(.trainingPrice, .refused(.failedPrecondition))
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aTrainingHasAPriceAfterADatasetThatFailed() {
    let history = ForgedHistory()
    history.becomeReady(with: .first)
    history.pay(for: .upload(.bad, .whole), .status(.validating))
    history.poll(.readyToUse)
    history.make(.trainingPrice, .price)
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aPriceWithoutALinkIsRefusedBecauseOfALink() {
    let history = ForgedHistory()
    history.make(
      .validationPrice(nil), .refused(.unavailable, "training_data_link: it cannot be reached"))
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aLinkThatLeadsNowhereHasAPrice() {
    let history = ForgedHistory()
    history.make(.validationPrice(.unreachable), .price)
    #expect(history.broken == [.tellsTruth])
  }

  /// A deletion doesn't explain a failure of the server itself.
  @Test func anUploadFailsInsideTheServerDuringADeletion() {
    let history = ForgedHistory()
    history.make(.validationPrice(nil), .price)
    let upload = history.begin(.upload(.first, .whole))
    history.make(.deletion, .status(.deleted))
    history.end(upload, .refused(.internalError))
    #expect(history.broken == [.keepsDeletions])
  }

  @Test func aDeletedModelFailsInsideTheServer() {
    let history = ForgedHistory()
    history.make(.deletion, .status(.deleted))
    history.make(.inference(Dataset.first.clip), .refused(.internalError))
    #expect(history.broken == [.keepsDeletions])
  }

  @Test func workHasNoEnd() {
    let history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.ledger.judgeEnds()
    #expect(history.broken == [.endsWork])
  }

  @Test func aPriceIsForgottenWithADeath() {
    var history = ForgedHistory()
    history.make(.validationPrice(nil), .price)
    history.die()
    history.make(
      .upload(.first, .whole), .refused(.failedPrecondition, "ask the price again"))
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aBadDatasetCostsAModel() {
    let history = ForgedHistory()
    history.becomeReady(with: .first)
    history.pay(for: .upload(.bad, .whole), .status(.validating))
    history.poll(.errored)
    #expect(history.broken == [.tellsTruth])
  }

  @Test func aModelDoesNotServeMeanwhile() {
    let history = ForgedHistory()
    history.becomeReady(with: .first)
    history.pay(for: .upload(.second, .whole), .status(.validating))
    history.make(.inference(Dataset.first.clip), .refused(.failedPrecondition))
    #expect(history.broken == [.keepsResults])
  }
}
