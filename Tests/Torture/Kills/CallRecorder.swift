import Foundation
import Synchronization
import TrainingProtos

/// Makes calls through the daemon and records them in the ledger.
struct CallRecorder: Sendable {
  let ledger: Ledger
  let lives: Lives
  let links: LinkServer

  /// How a dataset is sent; only used for uploads and links.
  struct Manner: Sendable {
    var batchSize = 1 << 20
    var pause = Duration.zero
    var isSlowLink = false
  }

  /// Creates a model.
  ///
  /// - Returns: its identifier; `nil` if the call had no answer.
  func create() async -> String? {
    guard let life = await lives.now else { return nil }
    do {
      let id = try await Daemon(endpoints: life.endpoints).create("model")
      ledger.created(id)
      return id
    } catch {
      ledger.notCreated(Answer(error), life: life.number)
      return nil
    }
  }

  /// Makes a call about a model, in the server's current life.
  ///
  /// - Parameter link: the link for a price or a validation.
  @discardableResult
  func make(
    _ call: Call, of id: String, _ manner: Manner = Manner(), link: String = ""
  ) async -> Answer {
    guard let life = await lives.now else { return .lost("there is no server") }
    let number = ledger.begin(call, of: id, life: life.number)
    let answer: Answer
    do {
      let daemon = Daemon(endpoints: life.endpoints)
      answer = try await send(call, of: id, manner, link: link, to: daemon)
    } catch {
      answer = call.isWithdrawn ? .withdrawn : Answer(error)
    }
    ledger.end(number, of: id, answer, life: life.number)
    return answer
  }

  /// Asks for the price, and makes the call if there is one. A training is tried even without a
  /// price, because consumers may do that, too.
  @discardableResult
  func pay(for call: Call, of id: String, _ manner: Manner = Manner()) async -> Answer {
    let link =
      if case .validation(let dataset?) = call {
        links.link(to: dataset, isSlow: manner.isSlowLink)
      } else {
        ""
      }
    guard let question = call.question else { return await make(call, of: id) }
    let answer = await make(question, of: id, link: link)
    switch answer {
    case .price: break
    case .refused where call == .training: break
    default: return answer
    }
    return await make(call, of: id, manner, link: link)
  }

  private func send(
    _ call: Call, of id: String, _ manner: Manner, link: String, to daemon: Daemon
  ) async throws -> Answer {
    switch call {
    case .status:
      return .status(try await daemon.status(of: id))
    case .validationPrice:
      _ = try await daemon.validationPrice(of: id, link: link)
      return .price
    case .trainingPrice:
      _ = try await daemon.trainingPrice(of: id)
      return .price
    case .upload(let dataset, let ending):
      var upload = Upload(try dataset.archive())
      upload.batchSize = manner.batchSize
      upload.pause = manner.pause
      upload.ending = ending
      return .status(try await daemon.upload(upload, to: id))
    case .validation:
      return .status(try await daemon.validate(id, link: link))
    case .training:
      return .status(try await daemon.train(id))
    case .deletion:
      return .status(try await daemon.delete(id))
    case .inference(let clip):
      return .transcript(try await daemon.transcript(of: clip.speech, by: id))
    }
  }
}

extension Call {
  fileprivate var isWithdrawn: Bool {
    if case .upload(_, .withdrawn) = self { true } else { false }
  }
}
