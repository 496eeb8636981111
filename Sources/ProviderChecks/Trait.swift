#if !Provider
  #error("ProviderChecks needs the trait Provider: add it to the dependency's traits")
#endif
