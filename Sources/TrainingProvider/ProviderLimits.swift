public import TrainingDatasets

/// All limits on what callers can make a provider do.
public struct ProviderLimits: Sendable {
  /// How large a model's name, description and addresses may be.
  public var model: ModelLimits

  /// How large uploads may be, how slow, and how many.
  public var upload: UploadLimits

  /// How slow the server behind a link may be.
  public var links: TransferLimits

  /// How many links are checked at once before anybody pays.
  public var probes: ProbeLimits

  /// How much work inspecting an archive may be.
  public var inspection: InspectionLimits

  /// How many jobs run at the same time.
  public var jobs: JobLimits

  /// How much of the disk may be taken up.
  public var storage: StorageLimits

  /// Creates limits; each is the default unless given.
  public init(
    model: ModelLimits = ModelLimits(), upload: UploadLimits = UploadLimits(),
    links: TransferLimits = TransferLimits(), probes: ProbeLimits = ProbeLimits(),
    inspection: InspectionLimits = InspectionLimits(), jobs: JobLimits = JobLimits(),
    storage: StorageLimits = StorageLimits()
  ) {
    self.model = model
    self.upload = upload
    self.links = links
    self.probes = probes
    self.inspection = inspection
    self.jobs = jobs
    self.storage = storage
  }
}
