package io.maas.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Secret;
import io.maas.domain.metering.Limit;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// A gateway whose one endpoint speaks what a test says, and clients of every dialect.
final class Speakers implements AutoCloseable {

  static final String MESSAGES = "/v1/messages";
  static final String RESPONSES = "/v1/responses";
  static final String CHAT = "/v1/chat/completions";

  static final String MESSAGE =
      "{\"model\":\"granite\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  static final String RESPONSE = "{\"model\":\"granite\",\"input\":\"Hello\"}";

  static final String CLAUDE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude",
       "content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,
       "usage":{"input_tokens":20,"cache_read_input_tokens":60,"cache_creation_input_tokens":20,
       "output_tokens":3}}\
      """;
  static final String CLAUDE_STREAM =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"claude","content":[],"stop_reason":null,"stop_sequence":null,\
      "usage":{"input_tokens":5,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hi"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  final Rig rig = new Rig();

  void serve(Dialect dialect, String path, Limit... limits) {
    rig.snapshot =
        Rig.snapshot(
            List.of(
                new Endpoint(
                    "one",
                    URI.create("http://127.0.0.1:" + rig.upstream.port()),
                    "served",
                    "them",
                    new Access.Header("x-api-key", new Secret("their-key")),
                    List.of(new Surface(dialect, path)),
                    Share.of(1))),
            limits);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request = rig.withKey(path).POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return rig.send(request);
  }

  static String streamed(String body) {
    return body.replace("{\"model\"", "{\"stream\":true,\"model\"");
  }

  void answer(String json) {
    rig.upstream.script(
        (request, _) -> request.response().putHeader("content-type", "application/json").end(json));
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  JsonNode sent() {
    return json(rig.upstream.arrived.getLast().body());
  }

  @Override
  public void close() {
    rig.close();
  }
}
