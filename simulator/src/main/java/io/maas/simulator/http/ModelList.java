package io.maas.simulator.http;

import io.maas.simulator.inference.Server;
import io.maas.simulator.model.ServedModel;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ByteWriter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/// `GET /v1/models` and `/v1/models/{id}`: every name that a request may use.
final class ModelList {
  private final Server server;
  private final long created;

  ModelList(Server server) {
    this.server = server;
    this.created = server.surroundings().dates().millis() / 1000;
  }

  void list(HttpServerRequest request) {
    var out = new ByteWriter(1024).ascii("{\"object\":\"list\",\"data\":[");
    server
        .models()
        .names()
        .forEach((name, model) -> {
          write(out, name, model);
          out.ascii(",");
        });
    var bytes = out.toBytes();
    bytes[bytes.length - 1] = ']';
    Responses.json(request, new ByteWriter(bytes.length + 1).raw(bytes).ascii("}").toBytes());
  }

  void one(RoutingContext exchange) {
    var name = Objects.requireNonNullElse(exchange.pathParam("model"), "");
    server
        .models()
        .find(name)
        .ifPresentOrElse(
            model -> {
              var out = new ByteWriter(256);
              write(out, name, model);
              Responses.json(exchange.request(), out.toBytes());
            },
            () -> Responses.error(exchange.request(), ApiError.unknownModel(name)));
  }

  private void write(ByteWriter out, String name, ServedModel model) {
    out.ascii("{\"id\":").string(name).ascii(",\"object\":\"model\",\"created\":").number(created);
    out.ascii(",\"owned_by\":\"vllm\",\"root\":").string(model.id());
    out.ascii(",\"parent\":null,\"max_model_len\":").number(server.settings().maxModelLen());
    out.ascii(",\"permission\":[]}");
  }
}
