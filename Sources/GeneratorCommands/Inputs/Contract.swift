/// The contract of the marketplace, which every service of trainable models imports.
///
/// The program contains its text, so that an installed program finds it without an option. A test
/// compares it with the file.
enum Contract {
  /// The name under which it's imported.
  static let name = "training.proto"

  /// The content of the file.
  static let text = """
    // The contract between the marketplace's daemon and a provider of trainable models.
    //
    // The daemon calls the service `Model` at the provider's model maintenance endpoint; the method
    // options describe, on the provider's own methods, which datasets are welcome.
    syntax = "proto3";

    package training;

    import "google/protobuf/descriptor.proto";

    // What a model is and how far it has come.
    message ModelResponse {
      // The identifier the provider chose in `create_model`.
      string model_id = 1;
      Status status = 2;
      string created_date = 3;
      string updated_date = 4;
      string name = 5;
      string description = 6;
      // The short name of the method that the model is for.
      string grpc_method_name = 7;
      // The short name of the service that the model is for.
      string grpc_service_name = 8;
      // Who may use the model when it is not public.
      repeated string address_list = 9;
      bool is_public = 10;
      string training_data_link = 11;
      string created_by_address = 12;
      string updated_by_address = 13;
    }

    // What a consumer asks for when creating a model.
    message NewModel {
      string name = 1;
      string description = 2;
      // The short name of the method that the model is for.
      string grpc_method_name = 3;
      // The short name of the service that the model is for.
      string grpc_service_name = 4;
      // Who may use the model when it is not public. Chosen by the client, often empty.
      repeated string address_list = 5;
      bool is_public = 6;
      string organization_id = 7;
      string service_id = 8;
      string group_id = 9;
    }

    // Names a model. A direct field of this type makes a method a training method.
    message ModelID {
      string model_id = 1;
    }

    // A price in the smallest unit of the marketplace's token.
    message PriceInBaseUnit {
      uint64 price = 1;
    }

    // How far a model has come.
    enum Status {
      CREATED = 0;
      VALIDATING = 1;
      VALIDATED = 2;
      TRAINING = 3;
      READY_TO_USE = 4;
      ERRORED = 5;
      DELETED = 6;
    }

    // An answer that is nothing but a status. An empty one means CREATED.
    message StatusResponse {
      Status status = 1;
    }

    // One batch of an uploaded dataset.
    message UploadInput {
      string model_id = 1;
      bytes data = 2;
      // The client's name for the file: never a path on the provider's side.
      string file_name = 3;
      // The size of the whole file in bytes.
      uint64 file_size = 4;
      uint64 batch_size = 5;
      uint64 batch_number = 6;
      uint64 batch_count = 7;
    }

    // Asks for, or for the price of, a validation. Number 1 is unused.
    message ValidateRequest {
      string model_id = 2;
      // Where the dataset can be fetched from, when it was not uploaded.
      string training_data_link = 3;
    }

    extend google.protobuf.MethodOptions {
      // The model that answers when a request names none.
      string default_model_id = 50001;
      // How many models one user may have. 0 or absent: no limit.
      uint64 max_models_per_user = 50002;
      // The archive's size, in units of 1024 * 1024 bytes, inclusive. 0 or absent: no limit.
      uint64 dataset_max_size_mb = 50003;
      // The number of entries in the archive, inclusive. 0 or absent: no limit.
      uint64 dataset_max_count_files = 50004;
      // One entry's size, in units of 1024 * 1024 bytes, inclusive. 0 or absent: no limit.
      uint64 dataset_max_size_single_file_mb = 50005;
      // Welcome file name extensions, separated by commas.
      string dataset_files_type = 50006;
      // Welcome archive kinds, separated by commas.
      string dataset_type = 50007;
      // What else a dataset has to satisfy, for people.
      string dataset_description = 50008;
    }

    // What the daemon calls at a provider.
    service Model {
      // Registers a new model. Free.
      rpc create_model(NewModel) returns (ModelID) {}
      // Prices a validation. Free; the daemon asks before each validation and charges the answer.
      rpc validate_model_price(ValidateRequest) returns (PriceInBaseUnit) {}
      // Takes a dataset in batches and validates it. Paid.
      rpc upload_and_validate(stream UploadInput) returns (StatusResponse) {}
      // Validates a dataset that was uploaded or is linked to. Paid.
      rpc validate_model(ValidateRequest) returns (StatusResponse) {}
      // Prices a training. Free; the daemon asks before each training and charges the answer.
      rpc train_model_price(ModelID) returns (PriceInBaseUnit) {}
      // Starts a training. Paid.
      rpc train_model(ModelID) returns (StatusResponse) {}
      // Deletes a model for ever. Free.
      rpc delete_model(ModelID) returns (StatusResponse) {}
      // Tells how far a model has come. Free.
      rpc get_model_status(ModelID) returns (StatusResponse) {}
    }

    """
}
