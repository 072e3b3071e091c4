package io.maas.protocol.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.answer.AnswerScanner;
import io.maas.protocol.answer.MediaFlow;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.answer.WatchedFlow;
import io.maas.protocol.aws.EventStreamFrame;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.google.GoogleKeyFile;
import io.maas.protocol.google.GoogleToken;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.PassedFlow;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.PromptTexts;
import io.maas.protocol.request.RequestReader;
import io.maas.protocol.request.TokenizeBody;
import io.maas.protocol.request.UpstreamBody;
import io.maas.protocol.translation.Dialects;
import io.maas.protocol.translation.TranslatedFlow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/// All parsers of bytes that a client, an engine or a provider sent.
final class Parsers {

  private static final int LONGEST_EVENT = 1 << 16;
  private static final Target TARGET = new Target("served", OptionalLong.of(50), 4096);
  private static final Heading HEADING = new Heading("1", "asked", 7);

  private Parsers() {}

  static List<Parser> all() {
    List<Parser> all = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      String asked = operation.dialect().orElse(Dialect.OPENAI_CHAT).word();
      List<byte[]> asks = Seeds.named("ask." + asked + ".json");
      all.add(new Parser("request-" + word(operation), asks, (b, _) -> request(operation, b)));
      List<byte[]> answers = Seeds.named("answer." + asked + ".json");
      all.add(new Parser("scan-" + word(operation), answers, (b, r) -> scan(operation, b, r)));
    }
    for (Operation operation : List.of(Operation.TRANSCRIPTION, Operation.IMAGE_EDIT)) {
      all.add(new Parser("form-" + word(operation), FORMS, (b, _) -> form(operation, b)));
    }
    for (Operation operation : List.of(Operation.TRANSCRIPTION, Operation.IMAGE)) {
      Supplier<StreamFlow> flow = () -> new MediaFlow(operation, LONGEST_EVENT);
      all.add(new Parser("media-" + word(operation), EVENTS, (b, r) -> flow(flow.get(), b, r)));
    }
    for (Dialect dialect : Dialect.values()) {
      all.addAll(ofDialect(dialect));
    }
    List<byte[]> chunks = Seeds.named("answer.openai-chat.sse");
    for (boolean asked : new boolean[] {true, false}) {
      Supplier<StreamFlow> flow = () -> new PassedFlow(asked, LONGEST_EVENT);
      all.add(new Parser("passed-" + asked, chunks, (b, r) -> flow(flow.get(), b, r)));
    }
    List<byte[]> frames = Seeds.frameLines().stream().map(Seeds::frames).toList();
    all.add(new Parser("frames", frames, Parsers::frames));
    all.add(new Parser("google-key", List.of(text(KEY)), (b, _) -> GoogleKeyFile.read(b)));
    all.add(new Parser("google-token", List.of(text(TOKEN)), (b, _) -> GoogleToken.read(b)));
    all.add(new Parser("tokenized", List.of(text(COUNT)), (b, _) -> TokenizeBody.count(b)));
    return all;
  }

  private static final String FORM_TYPE = "multipart/form-data; boundary=xx";
  private static final List<byte[]> FORMS =
      List.of(
          text(
              "--xx\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper\r\n--xx\r\n"
                  + "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
                  + "Content-Type: audio/wav\r\n\r\nRIFF\1\0\0\0WAVEfmt \20\0\0\0\1\0\1\0"
                  + "\100\37\0\0\100\37\0\0\1\0\10\0data\4\0\0\0abcd\r\n--xx--\r\n"),
          text(
              "--xx\r\nContent-Disposition: form-data; name=n\r\n\r\n2\r\n--xx\r\nContent-Disposition:"
                  + " form-data; name=\"stream\"\r\nContent-Transfer-Encoding: binary\r\n\r\ntrue\r\n"
                  + "--xx--"));
  private static final List<byte[]> EVENTS =
      List.of(
          text(
              "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hi\"}\n\ndata: {\"type\":"
                  + "\"transcript.text.done\",\"usage\":{\"type\":\"duration\",\"seconds\":2.5}}\n\n"),
          text(
              "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"AA\",\"usage\":{"
                  + "\"input_tokens\":1,\"input_tokens_details\":{\"text_tokens\":1}}}\n\ndata: [DONE]\n\n"),
          text("data: {\"choices\":[{\"finish_reason\":\"stop\"}],\"error\":{\"a\":[{}]}}\n\n"));

  private static final String KEY =
      "{\"type\":\"service_account\",\"project_id\":\"p\",\"private_key_id\":\"1\",\"private_key\":"
          + "\"-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIVATE KEY-----\\n\",\"client_email\":"
          + "\"a@example.com\",\"token_uri\":\"https://oauth2.googleapis.com/token\"}";
  private static final String TOKEN =
      "{\"access_token\":\"t\",\"expires_in\":3599,\"token_type\":\"Bearer\",\"error\":\"e\"}";
  private static final String COUNT =
      "{\"tokens\":[1,2],\"count\":2,\"max_model_len\":4096,\"token_strs\":null}";

  private static List<Parser> ofDialect(Dialect dialect) {
    List<Parser> parsers = new ArrayList<>();
    String word = dialect.word();
    Dialects.requests(dialect)
        .ifPresent(reader -> {
          List<byte[]> asks = Seeds.named("ask." + word + ".json");
          parsers.add(new Parser("ask-" + word, asks, (b, _) -> asked(dialect, reader, b)));
        });
    AnswerDecoder reader = Dialects.upstreamAnswers(dialect).orElseThrow();
    List<byte[]> answers = Seeds.named("answer." + word + ".json");
    parsers.add(new Parser("answer-" + word, answers, (b, _) -> answered(reader, b)));
    boolean framed = dialect == Dialect.BEDROCK_CONVERSE;
    List<byte[]> streams = framed ? Seeds.frameLines() : Seeds.named("answer." + word + ".sse");
    parsers.add(
        new Parser(
            "stream-" + word,
            streams,
            (b, r) -> streamed(dialect, reader, framed ? Seeds.frames(b) : b, r)));
    return parsers;
  }

  /// Whatever is read can be brought to an upstream as it is, and is JSON still.
  private static void request(Operation operation, byte[] bytes) throws IOException {
    switch (RequestReader.read(operation, bytes)) {
      case RequestReader.Result.Malformed(var refusal) -> assertThat(refusal).isNotNull();
      case RequestReader.Result.Read(var request) -> {
        PromptTexts.of(request);
        TokenizeBody.of(request, "served");
        byte[] sent = UpstreamBody.of(request, "served", OptionalLong.of(5));
        assertThat(RequestReader.read(operation, sent))
            .isInstanceOf(RequestReader.Result.Read.class);
      }
    }
  }

  /// Whatever is read can be brought to an upstream under another name, and is the same form still.
  private static void form(Operation operation, byte[] bytes) {
    switch (RequestReader.read(operation, FORM_TYPE, bytes)) {
      case RequestReader.Result.Malformed(var refusal) -> assertThat(refusal).isNotNull();
      case RequestReader.Result.Read(var request) -> {
        byte[] sent = UpstreamBody.of(request, "served", OptionalLong.empty());
        assertThat(RequestReader.read(operation, FORM_TYPE, sent))
            .isInstanceOfSatisfying(
                RequestReader.Result.Read.class,
                read -> {
                  assertThat(read.request().model()).isEqualTo("served");
                  assertThat(read.request().media()).isEqualTo(request.media());
                });
      }
    }
  }

  /// Only what a [RequestReader] read before is decoded: it is the one who bounds depth.
  private static void asked(Dialect dialect, RequestDecoder reader, byte[] bytes)
      throws IOException {
    Operation operation =
        Arrays.stream(Operation.values())
            .filter(each -> each.dialect().filter(dialect::equals).isPresent())
            .findFirst()
            .orElseThrow();
    if (RequestReader.read(operation, bytes) instanceof RequestReader.Result.Malformed) {
      return;
    }
    switch (reader.decode(bytes)) {
      case Decoded.Malformed(var refusal) -> assertThat(refusal.message()).contains("(expected: ");
      case Decoded.Read(Conversation asked) -> {
        for (Dialect upstream : Dialect.values()) {
          byte[] sent =
              Dialects.upstreamRequests(upstream).orElseThrow().encode(asked, TARGET).body();
          assertThat(Json.MAPPER.readTree(sent).isObject()).isTrue();
        }
      }
    }
  }

  private static void answered(AnswerDecoder reader, byte[] bytes) throws IOException {
    WholeAnswer answer;
    try {
      answer = reader.whole(bytes);
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("(expected: ");
      return;
    }
    for (AnswerEncoder writer : writers()) {
      assertThat(Json.MAPPER.readTree(writer.whole(answer)).isObject()).isTrue();
    }
  }

  private static void streamed(Dialect dialect, AnswerDecoder reader, byte[] bytes, Random random) {
    for (AnswerEncoder writer : writers()) {
      var framing = Dialects.framing(dialect, LONGEST_EVENT);
      flow(new TranslatedFlow(framing, reader.stream(), writer.stream()), bytes, random);
    }
    if (dialect != Dialect.BEDROCK_CONVERSE) {
      flow(new WatchedFlow(reader.stream(), LONGEST_EVENT), bytes, random);
    }
  }

  /// As a relay does: until it has ended, or is of no use.
  private static void flow(StreamFlow flow, byte[] bytes, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamFlow.State state = StreamFlow.State.OPEN;
    for (byte[] piece : pieces(bytes, random)) {
      if (state == StreamFlow.State.OPEN) {
        state = flow.feed(piece, out);
      }
    }
    if (state == StreamFlow.State.OPEN) {
      flow.close(out);
    }
    assertThat(flow.answer()).isNotNull();
    assertThat(flow.pieces()).isNotNegative();
  }

  private static void scan(Operation operation, byte[] bytes, Random random) {
    AnswerScanner scanner = new AnswerScanner(operation);
    pieces(bytes, random).forEach(scanner::feed);
    assertThat(scanner.answer()).isNotNull();
  }

  private static void frames(byte[] bytes, Random random) {
    EventStreamFrame.read(bytes, 0, bytes.length);
    var framing = Dialects.framing(Dialect.BEDROCK_CONVERSE, LONGEST_EVENT);
    for (byte[] piece : pieces(bytes, random)) {
      framing.feed(piece, EventStreamFrame::read);
    }
  }

  private static List<byte[]> pieces(byte[] bytes, Random random) {
    int longest = 1 << (4 + random.nextInt(12));
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(longest));
      pieces.add(Arrays.copyOfRange(bytes, at, to));
      at = to;
    }
    return pieces;
  }

  private static List<AnswerEncoder> writers() {
    byte[] ask = text("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}");
    Decoded asked = Dialects.requests(Dialect.OPENAI_CHAT).orElseThrow().decode(ask);
    if (!(asked instanceof Decoded.Read(Conversation conversation))) {
      throw new IllegalStateException(asked + " (expected: a conversation)");
    }
    return Arrays.stream(Dialect.values())
        .flatMap(client -> Dialects.answers(client, conversation, HEADING).stream())
        .toList();
  }

  private static String word(Operation operation) {
    return operation.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
