import Foundation
import Testing

@testable import TrainingProvider

@Suite struct JobAdmissionTests {
  /// Calls at the same time can't all get the last place.
  @Test func lastPlaceIsGivenOnce() async {
    let admission = JobAdmission(JobLimits(maxWaitingTrainings: 3))
    let taken = (0..<2).map { admission.place(for: Job(.training, of: model("\($0)"))) }
    let places = await withTaskGroup(of: JobPlace?.self) { group in
      for index in 2..<66 {
        group.addTask { try? admission.reserve(.training, for: self.model("\(index)")) }
      }
      return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
    }
    #expect(places.count == 1)
    expectFull(admission, .training, model("66"), saying: "queue for trainings is full (3 waiting)")
    places.forEach { $0.leave() }
    #expect(throws: Never.self) { try admission.requireRoom(for: .training, of: model("66")) }
    withExtendedLifetime(taken) {}
  }

  @Test func usersAreBoundedEach() throws {
    let admission = JobAdmission(JobLimits(maxWaitingPerUser: 2))
    let places = try (0..<2).map { try admission.reserve(.training, for: model("a\($0)", "0xA")) }
    expectFull(admission, .training, model("a2", "0xa"), saying: "for the address 0xa")
    #expect(throws: Never.self) {
      try admission.requireRoom(for: .validation, of: model("a2", "0xA"))
    }
    #expect(throws: Never.self) { try admission.requireRoom(for: .training, of: model("b", "0xB")) }
    #expect(throws: Never.self) { try admission.requireRoom(for: .training, of: model("c")) }
    withExtendedLifetime(places) {}
  }

  /// Nobody can fill the whole queue by giving no address.
  @Test func modelsWithoutAddressAreBoundedTogether() throws {
    let admission = JobAdmission(JobLimits(maxWaitingPerUser: 1, maxWaitingWithoutAddress: 2))
    let places = try (0..<2).map { try admission.reserve(.validation, for: model("\($0)")) }
    expectFull(admission, .validation, model("2"), saying: "with your address in address_list")
    #expect(throws: Never.self) {
      try admission.requireRoom(for: .validation, of: model("a", "0xA"))
    }
    withExtendedLifetime(places) {}
  }

  /// A link that is fetched and then validated is one piece of work.
  @Test func fetchesCountAsValidations() {
    let admission = JobAdmission(JobLimits(maxWaitingValidations: 1))
    let place = admission.place(for: Job(.fetch, of: model("0")))
    expectFull(admission, .validation, model("1"), saying: "queue for validations is full")
    withExtendedLifetime(place) {}
  }

  /// The call that begins work and the job that follows hold one place, which is free after both.
  @Test func modelsHaveOnePlaceEach() throws {
    let admission = JobAdmission(JobLimits(maxWaitingTrainings: 2, maxWaitingPerUser: 2))
    let call = try admission.reserve(.training, for: model("a", "0xA"))
    let job = admission.place(for: Job(.training, of: model("a", "0xA")))
    #expect(throws: Never.self) { try admission.requireRoom(for: .training, of: model("b", "0xA")) }
    let other = try admission.reserve(.training, for: model("b", "0xA"))
    call.leave()
    call.leave()
    expectFull(admission, .training, model("c", "0xB"), saying: "try again later")
    // The model that has a place isn't refused.
    #expect(throws: Never.self) { try admission.requireRoom(for: .training, of: model("a", "0xA")) }
    job.leave()
    #expect(throws: Never.self) { try admission.requireRoom(for: .training, of: model("c", "0xB")) }
    withExtendedLifetime(other) {}
  }

  /// A call that is given up without a word keeps no place.
  @Test func forgottenPlacesAreFree() throws {
    let admission = JobAdmission(JobLimits(maxWaitingTrainings: 1))
    for index in 0..<3 { _ = try admission.reserve(.training, for: model("\(index)")) }
  }

  /// Jobs that a restart resumes are accepted, and count.
  @Test func jobsAreNeverRefused() {
    let admission = JobAdmission(JobLimits(maxWaitingTrainings: 1))
    let places = (0..<3).map { admission.place(for: Job(.training, of: model("\($0)"))) }
    expectFull(admission, .training, model("3"), saying: "(3 waiting)")
    withExtendedLifetime(places) {}
  }

  private func expectFull(
    _ admission: JobAdmission, _ work: PaidWork, _ model: StoredModel, saying text: String,
    location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: ProviderError.self, sourceLocation: location) {
      try admission.requireRoom(for: work, of: model)
    }
    #expect(error?.code == .queueFull, sourceLocation: location)
    #expect(error?.message.contains(text) == true, sourceLocation: location)
  }

  private func model(_ id: String, _ address: String? = nil) -> StoredModel {
    StoredModel(
      id: id, serviceName: "S", methodName: "m", addressList: [address].compactMap(\.self))
  }
}
