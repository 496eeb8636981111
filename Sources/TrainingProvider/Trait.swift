#if !Provider
  #error(
    "TrainingProvider is built with the package's trait Provider: name it in the dependency's traits, or none"
  )
#endif
