package io.maas.simulator.http;

import io.maas.simulator.engine.Tuning;
import io.maas.simulator.inference.Server;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ByteWriter;
import io.maas.simulator.wire.ConfigChange;
import io.maas.simulator.wire.Read;
import io.vertx.core.http.HttpServerRequest;

/// `GET` and `POST /admin/config`: pace, slots and failures, by the names of their flags. A change
/// with one wrong value changes nothing.
final class Administration {
  private final Server server;

  Administration(Server server) {
    this.server = server;
  }

  void show(HttpServerRequest request) {
    var out = new ByteWriter(512);
    server
        .tuning()
        .values()
        .forEach((name, value) ->
            out.ascii(out.length() == 0 ? "{" : ",").string(name).ascii(":").string(value));
    Responses.json(request, out.ascii("}").toBytes());
  }

  void change(HttpServerRequest request) {
    Bodies.read(
        request,
        body -> {
          switch (ConfigChange.read(body).then(this::tuned)) {
            case Read.Ok<Tuning>(var tuning) -> {
              server.tune(tuning);
              show(request);
            }
            case Read.Refused<Tuning>(var error) -> Responses.error(request, error);
          }
        });
  }

  private Read<Tuning> tuned(ConfigChange change) {
    var tuning = server.tuning();
    try {
      for (var value : change.values().entrySet()) {
        tuning = tuning.with(value.getKey(), value.getValue());
      }
      return new Read.Ok<>(tuning);
    } catch (IllegalArgumentException e) {
      return new Read.Refused<>(ApiError.badRequest(String.valueOf(e.getMessage()), null));
    }
  }
}
