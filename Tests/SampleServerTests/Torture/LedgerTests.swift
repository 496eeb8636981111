import GRPCCore
import Testing
import TrainingProtos

@testable import torture

/// Correct histories, which the ledger must accept.
@Suite struct LedgerTests {
  @Test func aWholeLife() {
    let history = ForgedHistory()
    history.poll(.created)
    history.becomeReady(with: .first)
    history.make(.inference(Dataset.first.clip), .transcript("dataset 1, clip 0"))
    history.make(.inference(Dataset.second.clip), .transcript("dataset 1, clip 1"))
    history.make(.deletion, .status(.deleted))
    history.poll(.deleted)
    history.make(.inference(Dataset.first.clip), .refused(.notFound))
    #expect(history.broken == [])
    #expect(history.ledger.living == [:])
  }

  @Test func badDatasetsEndInError() {
    let history = ForgedHistory()
    history.pay(for: .upload(.bad, .whole), .status(.validating))
    history.poll(.errored)
    history.pay(for: .training, .refused(.failedPrecondition))
    history.pay(for: .upload(.first, .truncated), .refused(.invalidArgument))
    history.poll(.errored)
    history.pay(for: .upload(.first, .stalled), .refused(.deadlineExceeded))
    history.poll(.errored)
    history.pay(for: .validation(.bad), .status(.validating))
    history.poll(.validating, .errored)
    #expect(history.broken == [])
  }

  /// A trained model stays usable.
  @Test func aBadDatasetAfterAGoodOne() {
    let history = ForgedHistory()
    history.becomeReady(with: .first)
    history.pay(for: .upload(.bad, .whole), .status(.validating))
    history.poll(.validating)
    history.make(.inference(Dataset.first.clip), .transcript("dataset 1, clip 0"))
    history.poll(.readyToUse)
    history.make(.trainingPrice, .refused(.failedPrecondition))
    history.make(.training, .refused(.failedPrecondition))
    #expect(history.broken == [])
  }

  /// A validated dataset is kept if a later upload fails.
  @Test func theDatasetBeforeIsAtHand() {
    let history = ForgedHistory()
    history.becomeReady(with: .first)
    history.pay(for: .upload(.second, .truncated), .refused(.invalidArgument))
    history.poll(.readyToUse)
    history.make(.trainingPrice, .refused(.failedPrecondition))
    history.make(.training, .refused(.failedPrecondition))
    history.pay(for: .validation(nil), .status(.validating))
    history.poll(.validated)
    history.pay(for: .training, .status(.training))
    history.poll(.readyToUse)
    history.make(.inference(Dataset.first.clip), .transcript("dataset 1, clip 0"))
    #expect(history.broken == [])
  }

  /// If the client leaves while the claim of an upload is being stored, the model is as it was
  /// before. If the client leaves later, the upload fails.
  @Test(arguments: [Training_Status.validated, .errored])
  func anUploadIsWithdrawn(_ status: Training_Status) {
    let history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.poll(.validated)
    history.make(.validationPrice(nil), .price)
    let upload = history.begin(.upload(.second, .withdrawn))
    history.poll(.validating)
    history.end(upload, .withdrawn)
    history.poll(.validating, status)
    if status == .validated {
      history.pay(for: .training, .status(.training))
      history.poll(.readyToUse)
      history.make(.inference(Dataset.first.clip), .transcript("dataset 1, clip 0"))
    } else {
      history.pay(for: .training, .refused(.failedPrecondition))
    }
    #expect(history.broken == [])
  }

  /// Prices are given even if the call would be refused.
  @Test func aPriceIsToldForWhatIsRefused() {
    let history = ForgedHistory()
    history.make(.trainingPrice, .price)
    history.make(.training, .refused(.failedPrecondition))
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.make(.validationPrice(nil), .price)
    history.make(.trainingPrice, .price)
    #expect(history.broken == [])
  }

  @Test func aLinkThatLeadsNowhereHasNoPrice() {
    let history = ForgedHistory()
    let refusal = Answer.refused(.unavailable, "training_data_link: it cannot be reached")
    history.make(.validationPrice(.unreachable), refusal)
    history.make(.validationPrice(nil), .price)
    #expect(history.broken == [])
  }

  /// The result of a lost call is unknown until a later answer shows it.
  @Test(arguments: [Training_Status.validated, .training, .readyToUse])
  func aLostCallWasMadeOrNot(_ status: Training_Status) {
    var history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.poll(.validated)
    history.make(.trainingPrice, .price)
    let training = history.begin(.training)
    history.ledger.killing(history.life)
    history.end(training, .lost("connection closed"))
    history.die()
    history.poll(status)
    #expect(history.broken == [])
  }

  @Test func anAnswerMayArriveAfterTheDeath() {
    var history = ForgedHistory()
    history.make(.validationPrice(nil), .price)
    let upload = history.begin(.upload(.first, .whole))
    history.die()
    history.ledger.end(upload, of: ForgedHistory.model, .status(.validating), life: 1)
    history.poll(.validating, .validated)
    #expect(history.broken == [])
  }

  @Test func uploadsDieWithTheServer() {
    var history = ForgedHistory()
    history.make(.validationPrice(nil), .price)
    let upload = history.begin(.upload(.first, .whole))
    history.poll(.validating)
    history.die()
    history.ledger.end(upload, of: ForgedHistory.model, .lost("connection closed"), life: 1)
    history.poll(.errored)
    #expect(history.broken == [])
  }

  @Test func workIsGivenUpAfterThreeDeaths() {
    var history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.die(3)
    history.poll(.errored)
    #expect(history.broken == [])
    #expect(history.ledger.counts.givenUp == 1)
  }

  /// Each job was running alone at three deaths.
  @Test func worksAreGivenUpOneAfterTheOther() {
    var history = ForgedHistory()
    history.ledger.created("other")
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.pay(for: .upload(.second, .whole), .status(.validating), of: "other")
    history.die(6)
    history.poll(.errored)
    history.make(.status, .status(.errored), of: "other")
    history.ledger.judgeEnds()
    #expect(history.broken == [])
  }

  /// A call that was made before an answer may have been executed before it. A later call may not.
  @Test func callsOverlap() {
    let history = ForgedHistory()
    history.make(.validationPrice(nil), .price)
    let poll = history.begin(.status)
    let upload = history.begin(.upload(.first, .whole))
    let deletion = history.begin(.deletion)
    history.end(deletion, .status(.deleted))
    history.end(upload, .refused(.aborted))
    history.end(poll, .status(.validating))
    history.poll(.deleted)
    #expect(history.broken == [])
  }

  /// The price may have been made before the work ended, but answered afterwards.
  @Test func aPriceMayBeOlderThanItsAnswer() {
    let history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    let question = history.begin(.validationPrice(nil))
    history.poll(.validated)
    history.end(question, .price)
    history.make(.validation(nil), .refused(.failedPrecondition, "ask the price again"))
    #expect(history.broken == [])
  }

  /// A price that was asked for while work was in progress may have been made for another state.
  @Test func aPriceMayHaveChanged() {
    let history = ForgedHistory()
    history.pay(for: .upload(.first, .whole), .status(.validating))
    history.make(.validationPrice(nil), .price)
    history.poll(.validated)
    history.make(.validation(nil), .refused(.failedPrecondition, "ask the price again"))
    #expect(history.broken == [])
    #expect(history.ledger.counts.forgottenPrices == 1)
  }
}
