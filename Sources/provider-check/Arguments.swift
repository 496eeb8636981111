import ArgumentParser
package import ProviderChecks

extension ReportFormat: ExpressibleByArgument {}

extension Endpoint: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(argument)
  }
}
