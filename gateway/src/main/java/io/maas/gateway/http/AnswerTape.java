package io.maas.gateway.http;

import io.maas.gateway.cache.Recording;
import io.maas.http.Headers;
import io.maas.protocol.answer.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Takes along what goes to a client, for others who ask the same, where the model allows it.
final class AnswerTape {

  /// Keeps nothing.
  static final AnswerTape NONE = new AnswerTape(null, null);

  private final @Nullable HttpServerResponse client;
  private final @Nullable Recording recording;

  /// @param recording null where nothing is to be kept
  AnswerTape(@Nullable HttpServerResponse client, @Nullable Recording recording) {
    this.client = client;
    this.recording = recording;
  }

  void take(Buffer bytes) {
    if (recording != null) {
      recording.take(bytes.getBytes());
    }
  }

  /// The client gets the whole answer.
  ///
  /// @param by which attempt brought it
  /// @param allowance the most tokens that limits allowed it, if they said so
  void complete(Answer answer, @Nullable Attempt by, OptionalLong allowance) {
    if (recording != null && client != null && by != null) {
      String type = client.headers().get(HttpHeaders.CONTENT_TYPE);
      boolean stream = Headers.EVENT_STREAM.toString().equals(type);
      recording.keep(answer, type, stream, by.endpoint(), by.dropped(), allowance);
    }
  }

  /// Nothing more comes.
  void close() {
    if (recording != null) {
      recording.close();
    }
  }
}
