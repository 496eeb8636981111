public import TrainingDatasets

/// Everything that bounds what strangers can make a provider do.
public struct ProviderLimits: Sendable {
  /// What a model may consist of.
  public var model: ModelLimits

  /// What an upload, or a fetched link, may cost.
  public var upload: UploadLimits

  /// What looking into an archive may cost.
  public var inspection: InspectionLimits

  /// How much work goes on at once.
  public var jobs: JobLimits

  public init(
    model: ModelLimits = ModelLimits(), upload: UploadLimits = UploadLimits(),
    inspection: InspectionLimits = InspectionLimits(), jobs: JobLimits = JobLimits()
  ) {
    self.model = model
    self.upload = upload
    self.inspection = inspection
    self.jobs = jobs
  }
}
