#if !S3
  #error(
    "S3Store needs the trait S3: add it to the dependency's traits"
  )
#endif
