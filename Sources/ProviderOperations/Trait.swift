#if !Operations
  #error(
    "ProviderOperations needs the trait Operations: add it to the dependency's traits"
  )
#endif
