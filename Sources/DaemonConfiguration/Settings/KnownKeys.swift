/// The keys that the daemon reads, as of version 6.
enum KnownKeys {
  static let all: [KnownKey] = [
    .blockchainEnabled, .daemonEndpoint, .daemonType, .heartbeatEndpoint, .maxMessageSize,
    .maintenanceEndpoint, .trainingEnabled, .organizationID, .passthroughEnabled, .storageType,
    .serviceEndpoint, .serviceID, .heartbeatType,
    .boolean("allowed_user_flag"), .other("allowed_user_addresses"), .text("alerts_email"),
    .other("authentication_addresses"), .text("auto_ssl_cache_dir"), .text("auto_ssl_domain"),
    .text("blockchain_network_selected"), .text("blockchain_provider_api_key"),
    .other("burst_size"), .text("config_path"), .text("daemon_group_name"),
    .boolean("enable_dynamic_pricing"), .text("ethereum_json_rpc_http_endpoint"),
    .text("ethereum_json_rpc_ws_endpoint"), .text("executable_path"),
    .other("free_calls_per_address"), .text("ipfs_endpoint"), .integer("ipfs_timeout"),
    .text("lighthouse_endpoint"), .other("log"), .boolean("metering_enabled"),
    .text("metering_endpoint"), .other("min_balance_for_free_call"), .text("notification_endpoint"),
    .text("payment_channel_ca_path"), .text("payment_channel_cert_path"),
    .text("payment_channel_key_path"), .other("payment_channel_storage_client"),
    .other("payment_channel_storage_server"), .text("private_key_for_free_calls"),
    .text("private_key_for_metering"), .other("rate_limit_per_minute"),
    .text("registry_address_key"), .other("service_credentials"), .text("ssl_cert"),
    .text("ssl_key"), .integer("token_expiry_in_minutes"), .text("token_secret_key"),
    .other("trusted_free_call_signers"),
  ]

  /// The former names of keys. The daemon still reads them, and then ignores the present name.
  static let former: [String: String] = [
    "daemon_end_point": "daemon_endpoint",
    "heartbeat_svc_end_point": "heartbeat_endpoint",
    "ipfs_end_point": "ipfs_endpoint",
    "metering_end_point": "metering_endpoint",
    "notification_svc_end_point": "notification_endpoint",
    "passthrough_endpoint": "service_endpoint",
    "pvt_key_for_free_calls": "private_key_for_free_calls",
    "pvt_key_for_metering": "private_key_for_metering",
  ]

  /// Keys that only the metadata of a service can have.
  static let ofMetadata: Set<String> = [
    "dynamic_pricing", "encoding", "mpe_address", "service_type", "wire_encoding",
  ]
}
