#if !Stubs
  #error(
    "TrainingRuntime is built with the package's trait Stubs: name it in the dependency's traits, or none"
  )
#endif
