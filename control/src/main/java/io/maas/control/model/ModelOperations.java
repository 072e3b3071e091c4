package io.maas.control.model;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import io.maas.protocol.models.ModelCard;
import java.util.Map;

/// What the listing of models takes and answers.
public final class ModelOperations {

  public static final Operation LIST =
      Operation.of("listModels", "Models", "The models that the caller can use")
          .header(
              "X-MaaS-Subscription",
              Schema.text(),
              "Through this subscription only; ignored with a key, which has its own.")
          .answers(
              200,
              new Operation.Answer(
                  "The same list as the gateway's /v1/models.",
                  Schema.listed(Schema.of(ModelCard.class)).called("ModelList"),
                  Map.of("X-Access-Checked-At", "When access was looked up.")))
          .refuses(404);

  private ModelOperations() {}
}
