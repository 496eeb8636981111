#if !Datasets
  #error(
    "TrainingDatasets needs the trait Datasets: add it to the dependency's traits"
  )
#endif
