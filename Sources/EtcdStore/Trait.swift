#if !Cluster
  #error(
    "EtcdStore needs the trait Cluster: add it to the dependency's traits"
  )
#endif
