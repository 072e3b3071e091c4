package io.maas.control.http;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the routes about the API itself answer.
final class ServiceOperations {

  private static final String TAG = "Service";

  static final Operation HEALTH =
      Operation.of("readHealth", TAG, "Whether the API is served")
          .answers(200, Schema.object().needs("status", Schema.oneOf("healthy")).called("Health"));

  static final Operation DOCUMENT =
      Operation.of("readDocument", TAG, "This document")
          .answers(200, Schema.typed("object").with("additionalProperties", true));

  private ServiceOperations() {}
}
