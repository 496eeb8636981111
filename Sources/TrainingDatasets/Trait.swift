#if !Datasets
  #error(
    "TrainingDatasets is built with the package's trait Datasets: name it in the dependency's traits, or none"
  )
#endif
