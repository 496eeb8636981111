public import TrainingDatasets

/// Everything that bounds what strangers can make a provider do.
public struct ProviderLimits: Sendable {
  /// What a model may consist of.
  public var model: ModelLimits

  /// What an upload may cost.
  public var upload: UploadLimits

  /// How slow the server behind a link may be.
  public var links: TransferLimits

  /// What looking into an archive may cost.
  public var inspection: InspectionLimits

  /// How much work goes on at once.
  public var jobs: JobLimits

  /// How much of the disk may be taken up.
  public var storage: StorageLimits

  public init(
    model: ModelLimits = ModelLimits(), upload: UploadLimits = UploadLimits(),
    links: TransferLimits = TransferLimits(), inspection: InspectionLimits = InspectionLimits(),
    jobs: JobLimits = JobLimits(), storage: StorageLimits = StorageLimits()
  ) {
    self.model = model
    self.upload = upload
    self.links = links
    self.inspection = inspection
    self.jobs = jobs
    self.storage = storage
  }
}
