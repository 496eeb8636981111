import GRPCCore

/// What both listeners serve beside their own services.
struct ServedMethods: Sendable {
  let health: HealthTable
  let descriptors: DescriptorIndex
  let interceptors: [any ServerInterceptor]

  /// A router for a listener's own services, with health checks and reflection. If one of the
  /// services has methods of these, its methods take their place.
  func router(
    with services: [any RegistrableRPCService], pacing pacedCalls: PacedCalls? = nil
  ) -> RPCRouter<ListenerServer.Transport> {
    var router = RPCRouter<ListenerServer.Transport>()
    let health = HealthService(table: health)
    let names = Self.names(of: services + [health]) + ReflectionService.names
    let reflection = ReflectionService(
      services: Array(Set(names)).sorted(), descriptors: descriptors)
    for service in [health, reflection] + services {
      service.registerMethods(with: &router)
      (service as? ModelService)?.registerSpecialized(with: &router)
    }
    let pacers = pacedCalls.map { calls in
      ConditionalInterceptor.apply(MessagePacer(calls: calls), to: .methods(calls.methods))
    }
    router.registerInterceptors(
      pipeline: [pacers].compactMap(\.self) + interceptors.map { .apply($0, to: .all) })
    return router
  }

  /// The full names of services, in the order of the names.
  static func names(of services: [any RegistrableRPCService]) -> [String] {
    var router = RPCRouter<ListenerServer.Transport>()
    for service in services { service.registerMethods(with: &router) }
    return Set(router.methods.map(\.service.fullyQualifiedService)).sorted()
  }
}
