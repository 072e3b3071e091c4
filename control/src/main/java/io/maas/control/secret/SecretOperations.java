package io.maas.control.secret;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the routes about secrets take and answer. None answers with a value.
public final class SecretOperations {

  private static final String TAG = "Secrets";

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Schema NAMESPACE = Schema.text(1, 63).matching("^" + LABEL + "$");
  private static final Schema NAME =
      Schema.text(1, 253).matching("^" + LABEL + "(\\." + LABEL + ")*$");
  private static final Schema KEY = Schema.text(1, 253).matching("^[A-Za-z0-9_-][A-Za-z0-9._-]*$");

  private static final Schema VALUE =
      Schema.text(1, SecretData.LONGEST).matching("\\S").with("writeOnly", true);

  public static final Operation LIST =
      Operation.of("listSecrets", TAG, "Names, the names of keys, and when they changed")
          .query("namespace", Schema.text(), "Only in this one.")
          .paged()
          .answers(
              200, Schema.paged(Schema.of(SecretEndpoints.SecretView.class)).called("SecretPage"));

  public static final Operation PUT =
      one(Operation.of("putSecret", TAG, "Replaces a secret, or makes it"))
          .takes(data(VALUE).called("SecretData"))
          .answers(204)
          .refuses(409);

  public static final Operation CHANGE =
      one(Operation.of("changeSecret", TAG, "Changes the keys that it names; null takes one away"))
          .takes(data(VALUE.orNull()).called("SecretChange"))
          .answers(204)
          .refuses(409);

  public static final Operation DELETE =
      one(Operation.of("deleteSecret", TAG, "Deletes a secret")).answers(204).refuses(404);

  private SecretOperations() {}

  private static Operation one(Operation operation) {
    return operation.path("namespace", NAMESPACE, "Where it is.").path("name", NAME, "Its name.");
  }

  private static Schema data(Schema value) {
    return Schema.object()
        .needs(
            "data",
            Schema.map(value)
                .with("propertyNames", KEY)
                .with("minProperties", 1)
                .with("maxProperties", SecretData.MOST));
  }
}
