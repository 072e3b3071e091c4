package io.maas.simulator.http;

import io.maas.simulator.book.Entry;
import io.maas.simulator.book.Entry.Beside;
import io.maas.simulator.book.Status;
import io.maas.simulator.inference.Server;
import io.maas.simulator.model.ServedModel;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ByteWriter;
import io.maas.simulator.wire.MediaRequest;
import io.maas.simulator.wire.Read;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sound is heard, text is spoken and pictures are drawn, at once and always alike: what came is
/// told by its length. Faults and paces of the engine are no matter here.
final class MediaReplies {

  /// One white pixel.
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAWk1v8QAAAABJRU5ErkJggg==";

  private static final int TOKENS_A_PICTURE = 100;
  private static final int MOST_IMAGES = 10;
  private static final int CHARACTERS_A_TOKEN = 4;

  private final Server server;

  MediaReplies(Server server) {
    this.server = server;
  }

  /// `POST /v1/audio/transcriptions`, `/v1/audio/translations`.
  void hear(Form form) {
    HttpServerRequest request = form.request();
    Optional<ServedModel> model = model(request, form.text("model", ""));
    if (model.isEmpty()) {
      return;
    }
    Buffer file = form.files().get("file");
    if (file == null) {
      refuse(request, ApiError.badRequest("file: missing (expected: a file)", "file"));
      return;
    }
    double seconds = Sound.seconds(file);
    int begun = (int) Math.ceil(seconds);
    String said = "You played " + file.length() + " bytes to me.";
    var told = new Told(model.get(), 0, 0, new Beside(begun, 0, 0));
    if (form.text("stream", "false").equals("true")) {
      stream(request, told, transcript(said, begun));
      return;
    }
    switch (form.text("response_format", "json")) {
      case "text" -> send(request, told, "text/plain; charset=utf-8", Buffer.buffer(said + "\n"));
      case "srt" ->
          send(
              request,
              told,
              "application/x-subrip",
              Buffer.buffer("1\n00:00:00,000 --> 00:00:01,000\n" + said + "\n\n"));
      case "vtt" ->
          send(
              request,
              told,
              "text/vtt",
              Buffer.buffer("WEBVTT\n\n00:00.000 --> 00:01.000\n" + said + "\n\n"));
      case "verbose_json" -> {
        var out = new ByteWriter(256).ascii("{\"task\":\"transcribe\",\"language\":\"english\"");
        out.ascii(",\"duration\":" + seconds + ",\"text\":")
            .string(said)
            .ascii(",\"segments\":[]}");
        send(request, told, "application/json", Buffer.buffer(out.toBytes()));
      }
      default -> {
        var out = new ByteWriter(256).ascii("{\"text\":").string(said);
        out.ascii(",\"usage\":{\"type\":\"duration\",\"seconds\":").number(begun).ascii("}}");
        send(request, told, "application/json", Buffer.buffer(out.toBytes()));
      }
    }
  }

  private static String transcript(String said, int seconds) {
    var out = new ByteWriter(512);
    for (String word : said.split("(?<= )", -1)) {
      out.ascii("data: {\"type\":\"transcript.text.delta\",\"delta\":").string(word).ascii("}\n\n");
    }
    out.ascii("data: {\"type\":\"transcript.text.done\",\"text\":").string(said);
    out.ascii(",\"usage\":{\"type\":\"duration\",\"seconds\":").number(seconds).ascii("}}\n\n");
    return Buffer.buffer(out.toBytes()).toString();
  }

  /// `POST /v1/audio/speech`.
  void speak(HttpServerRequest request, byte[] body) {
    switch (MediaRequest.speech(body)) {
      case Read.Refused<MediaRequest>(var error) -> refuse(request, error);
      case Read.Ok<MediaRequest>(var asked) ->
          model(request, asked.model()).ifPresent(model -> speak(request, model, asked));
    }
  }

  private void speak(HttpServerRequest request, ServedModel model, MediaRequest asked) {
    int characters = asked.text().codePointCount(0, asked.text().length());
    Buffer sound = Sound.of(asked.text());
    if (!asked.stream()) {
      send(request, new Told(model, 0, 0, new Beside(0, characters, 0)), "audio/wav", sound);
      return;
    }
    int input = Math.ceilDiv(characters, CHARACTERS_A_TOKEN);
    int output = 2 * characters;
    var out = new ByteWriter(2 * sound.length());
    out.ascii("data: {\"type\":\"speech.audio.delta\",\"audio\":\"");
    out.ascii(Base64.getEncoder().encodeToString(sound.getBytes())).ascii("\"}\n\n");
    out.ascii("data: {\"type\":\"speech.audio.done\",\"usage\":");
    usage(out, input, output).ascii("}\n\n");
    var told = new Told(model, input, output, new Beside(0, characters, 0));
    stream(request, told, Buffer.buffer(out.toBytes()).toString());
  }

  /// `POST /v1/images/generations`.
  void draw(HttpServerRequest request, byte[] body) {
    switch (MediaRequest.image(body)) {
      case Read.Refused<MediaRequest>(var error) -> refuse(request, error);
      case Read.Ok<MediaRequest>(var asked) ->
          model(request, asked.model()).ifPresent(model -> draw(request, model, asked));
    }
  }

  /// `POST /v1/images/edits`, `/v1/images/variations`.
  void redraw(Form form) {
    HttpServerRequest request = form.request();
    String images = form.text("n", "1");
    if (!images.matches("[1-9]|10")) {
      refuse(
          request,
          ApiError.badRequest("n: " + images + " (expected: 1 to " + MOST_IMAGES + ")", "n"));
      return;
    }
    boolean stream = form.text("stream", "false").equals("true");
    var asked =
        new MediaRequest(
            form.text("model", ""),
            form.text("prompt", "the same"),
            stream,
            Integer.parseInt(images),
            0);
    model(request, asked.model()).ifPresent(model -> draw(request, model, asked));
  }

  private void draw(HttpServerRequest request, ServedModel model, MediaRequest asked) {
    int input = Math.ceilDiv(asked.text().length(), CHARACTERS_A_TOKEN);
    int output = TOKENS_A_PICTURE * asked.images();
    var told = new Told(model, input, output, new Beside(0, 0, asked.images()));
    var out = new ByteWriter(512);
    if (!asked.stream()) {
      out.ascii("{\"created\":").number(server.surroundings().dates().millis() / 1000);
      out.ascii(",\"data\":[");
      for (int i = 0; i < asked.images(); i++) {
        out.ascii(i == 0 ? "" : ",").ascii("{\"b64_json\":\"" + PNG + "\"}");
      }
      usage(out.ascii("],\"usage\":"), input, output).ascii("}");
      send(request, told, "application/json", Buffer.buffer(out.toBytes()));
      return;
    }
    for (int i = 0; i < asked.images(); i++) {
      for (int j = 0; j < asked.partials(); j++) {
        out.ascii("data: {\"type\":\"image_generation.partial_image\",\"partial_image_index\":");
        out.number(j).ascii(",\"b64_json\":\"" + PNG + "\"}\n\n");
      }
      out.ascii("data: {\"type\":\"image_generation.completed\",\"b64_json\":\"" + PNG);
      usage(out.ascii("\",\"usage\":"), input, output).ascii("}\n\n");
    }
    stream(request, told, Buffer.buffer(out.toBytes()).toString());
  }

  private static ByteWriter usage(ByteWriter out, int input, int output) {
    out.ascii("{\"input_tokens\":").number(input).ascii(",\"output_tokens\":").number(output);
    out.ascii(",\"total_tokens\":").number(input + output);
    out.ascii(",\"input_tokens_details\":{\"image_tokens\":0,\"text_tokens\":").number(input);
    return out.ascii("}}");
  }

  /// What the book is told.
  private record Told(ServedModel model, int input, int output, Beside beside) {}

  private Optional<ServedModel> model(HttpServerRequest request, String name) {
    Optional<ServedModel> model = server.models().find(name);
    if (model.isEmpty()) {
      refuse(request, ApiError.unknownModel(name));
    }
    return model;
  }

  private void send(HttpServerRequest request, Told told, String contentType, Buffer body) {
    write(request, told, Status.COMPLETED);
    Responses.jsonHead(request, 200).putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(body);
  }

  private void stream(HttpServerRequest request, Told told, String events) {
    write(request, told, Status.COMPLETED);
    var response = Responses.eventsHead(request);
    for (String event : events.split("(?<=\n\n)", -1)) {
      if (!event.isEmpty()) {
        response.write(event);
      }
    }
    response.end();
  }

  private void refuse(HttpServerRequest request, ApiError error) {
    write(request, null, Status.REFUSED);
    Responses.error(request, error);
  }

  private void write(HttpServerRequest request, @Nullable Told told, Status status) {
    String id = request.getHeader(Responses.REQUEST_ID);
    server
        .book()
        .add(
            new Entry(
                id == null
                    ? HexFormat.of().toHexDigits(server.surroundings().random().nextLong())
                    : id,
                told == null ? null : told.model().id(),
                told == null ? 0 : told.input(),
                0,
                told == null ? 0 : told.output(),
                status,
                null,
                told == null ? Beside.NOTHING : told.beside(),
                server.surroundings().dates().millis()));
  }
}
