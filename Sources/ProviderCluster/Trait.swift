#if !Cluster
  #error(
    "ProviderCluster needs the trait Cluster: add it to the dependency's traits"
  )
#endif
