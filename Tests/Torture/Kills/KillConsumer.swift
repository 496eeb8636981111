import Foundation
import Synchronization
import TestSupport
import TrainingProtos

/// A consumer that makes random calls about its models, including calls that make no sense.
struct KillConsumer {
  let recorder: CallRecorder
  let models: OwnedModels
  let isOver: Latch
  let numbers: Counter
  var random: SeededRandom

  /// The largest number of models at a time.
  private let most = 5

  /// Makes calls until the scenario is over.
  mutating func run() async {
    while !isOver.isSet { await step() }
  }

  private mutating func step() async {
    let ids = models.ids
    guard ids.count >= most || (ids.count > 0 && !random.chance(25)) else { return await create() }
    guard let id = ids.randomElement(using: &random) else { return }
    guard case .status(let status) = await recorder.make(.status, of: id) else { return }
    switch status {
    case .created, .errored: await afresh(id, status)
    case .validating, .training: await meanwhile(id)
    case .validated: await trainOrNot(id)
    case .readyToUse: await use(id)
    case .deleted, .UNRECOGNIZED: models.remove(id)
    }
  }

  private mutating func create() async {
    guard let id = await recorder.create() else { return }
    models.add(id)
  }

  private mutating func afresh(_ id: String, _ status: Training_Status) async {
    switch random.below(100) {
    case ..<60: await upload(id)
    case ..<85: await link(id)
    case ..<92: await recorder.pay(for: .training, of: id)
    case ..<95: await infer(id)
    default: await delete(id)
    }
  }

  private mutating func meanwhile(_ id: String) async {
    switch random.below(100) {
    case ..<80: try? await Task.sleep(for: random.duration(.zero ... .milliseconds(100)))
    case ..<84: await upload(id)
    case ..<88: await link(id)
    case ..<92: await recorder.pay(for: .training, of: id)
    default: await delete(id)
    }
  }

  private mutating func trainOrNot(_ id: String) async {
    switch random.below(100) {
    case ..<70: await recorder.pay(for: .training, of: id)
    case ..<78: await recorder.pay(for: .validation(nil), of: id)
    case ..<86: await upload(id)
    case ..<92: await link(id)
    case ..<96: await infer(id)
    default: await delete(id)
    }
  }

  private mutating func use(_ id: String) async {
    switch random.below(100) {
    case ..<40: await infer(id)
    case ..<58: await upload(id)
    case ..<68: await link(id)
    case ..<80: await recorder.pay(for: .training, of: id)
    case ..<88: await recorder.pay(for: .validation(nil), of: id)
    default: await delete(id)
    }
  }
}

extension KillConsumer {
  private mutating func delete(_ id: String) async {
    // An answer from before the deletion may still be in transit.
    guard await recorder.make(.deletion, of: id) == .status(.deleted) else { return }
    await recorder.make(.status, of: id)
    if random.chance(30) { await recorder.make(.deletion, of: id) }
    if random.chance(20) { await recorder.pay(for: .training, of: id) }
    models.remove(id)
  }

  private mutating func infer(_ id: String) async {
    guard let clip = models.datasets(of: id).randomElement(using: &random)?.clips.first else {
      return
    }
    await recorder.make(.inference(clip), of: id)
  }

  private mutating func upload(_ id: String) async {
    let dataset = newDataset(faults: [.unpaired, .noise, .half])
    models.note(dataset, for: id)
    var manner = CallRecorder.Manner()
    if random.chance(30) {
      manner.batchSize = max(dataset.clipCount * dataset.clipBytes / 6, 100)
      manner.pause = random.duration(.zero ... .milliseconds(200))
    }
    let ending: Call.Ending =
      switch random.below(100) {
      case ..<75: .whole
      case ..<85: .truncated
      case ..<90: .stalled
      default: .withdrawn
      }
    let call = Call.upload(dataset, ending)
    guard random.chance(10) else {
      await recorder.pay(for: call, of: id, manner)
      return
    }
    // Delete the model during the upload.
    let (recorder, time) = (recorder, random.duration(.zero ... .milliseconds(500)))
    async let uploaded = recorder.pay(for: call, of: id, manner)
    try? await Task.sleep(for: time)
    await delete(id)
    _ = await uploaded
  }

  private mutating func link(_ id: String) async {
    let dataset = newDataset(faults: [.unpaired, .unreachable, .cut])
    models.note(dataset, for: id)
    let manner = CallRecorder.Manner(isSlowLink: random.chance(30))
    await recorder.pay(for: .validation(dataset), of: id, manner)
  }

  private mutating func newDataset(faults: [Dataset.Fault]) -> Dataset {
    var dataset = Dataset(number: numbers.next())
    // Training on such a dataset takes about a second.
    if random.chance(20) {
      dataset.clipCount = 2 + random.below(3)
      dataset.clipBytes = 1 << 20
    }
    if random.chance(20) { dataset.fault = faults.randomElement(using: &random) }
    return dataset
  }
}
