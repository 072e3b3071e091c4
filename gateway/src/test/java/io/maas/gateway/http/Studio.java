package io.maas.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A gateway before an engine that hears, speaks and draws as a test says, and a client for it.
final class Studio implements AutoCloseable {

  static final String FORM = "multipart/form-data; boundary=xx";
  static final String SPEAK = "{\"model\":\"granite\",\"input\":\"Hello\",\"voice\":\"alloy\"}";
  static final String DRAW = "{\"model\":\"granite\",\"prompt\":\"a cat\",\"n\":2}";
  static final String PICTURE =
      "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"AA\",\"usage\":{"
          + "\"input_tokens\":7,\"output_tokens\":100}}\n\n";

  final Rig rig;

  Studio(Limit... limits) {
    rig = new Rig(limits);
  }

  void answers(String contentType, String body) {
    rig.upstream.script((request, _) ->
        request
            .response()
            .putHeader("content-type", contentType)
            .end(Buffer.buffer(body, "ISO-8859-1")));
  }

  static String form(String... more) {
    return formOf(wav(2), more);
  }

  static String formOf(String sound, String... more) {
    StringBuilder form = new StringBuilder();
    for (String part : more) {
      String[] field = part.split("=", 2);
      form.append(
          "--xx\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(field[0], field[1]));
    }
    return form
        + "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
        + "Content-Type: audio/wav\r\n\r\n"
        + sound
        + "\r\n--xx--\r\n";
  }

  static String wav(int seconds) {
    ByteBuffer wav = ByteBuffer.allocate(44 + seconds * 8000).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(UTF_8)).putInt(36 + seconds * 8000).put("WAVEfmt ".getBytes(UTF_8));
    wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    wav.putShort((short) 1).putShort((short) 8).put("data".getBytes(UTF_8)).putInt(seconds * 8000);
    return new String(wav.array(), ISO_8859_1);
  }

  HttpResponse<String> post(String path, String contentType, String body) {
    try {
      return rig.client.send(
          rig.withKey(path)
              .header("Content-Type", contentType)
              .POST(BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)))
              .build(),
          BodyHandlers.ofString(ISO_8859_1));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  HttpResponse<String> transcribe(String form) {
    return post("/v1/audio/transcriptions", FORM, form);
  }

  HttpResponse<String> speak(String body) {
    return post("/v1/audio/speech", "application/json", body);
  }

  HttpResponse<String> draw(String body) {
    return post("/v1/images/generations", "application/json", body);
  }

  Outcome completed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.COMPLETED);
    return outcome;
  }

  @Override
  public void close() {
    rig.close();
  }
}
