#if !Provider
  #error(
    "TrainingProvider needs the trait Provider: add it to the dependency's traits"
  )
#endif
