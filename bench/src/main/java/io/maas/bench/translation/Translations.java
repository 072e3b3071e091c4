package io.maas.bench.translation;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.answer.AnswerScanner;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.answer.WatchedFlow;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.openai.PassedFlow;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.RequestReader;
import io.maas.protocol.request.UpstreamBody;
import io.maas.protocol.translation.Dialects;
import io.maas.protocol.translation.TranslatedFlow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One chat through the gateway's readers and writers, as it is where both sides speak one dialect,
/// else translated. What both ways have alike (reading what governance needs) is in both.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Translations {

  private static final int LONGEST_EVENT = 1 << 20;
  private static final Heading HEADING =
      new Heading("0190b5a0-0000-7000-8000-000000000001", "llm/asked-model", 1_764_000_000L);
  private static final Target TARGET = new Target("served-model", OptionalLong.empty(), 4096);

  /// What the client speaks.
  @Param({"openai-chat", "openai-responses", "messages"})
  public String client = "";

  /// What the upstream speaks.
  @Param({"openai-chat", "openai-responses", "messages", "bedrock-converse", "gemini"})
  public String upstream = "";

  private Dialect from = Dialect.OPENAI_CHAT;
  private Dialect to = Dialect.OPENAI_CHAT;
  private Operation operation = Operation.CHAT;
  private byte[] ask = new byte[0];
  private Recorded recorded = new Recorded(ask, java.util.List.of());

  /// Reads what was recorded.
  @Setup
  public void read() {
    from = Dialect.of(client).orElseThrow();
    to = Dialect.of(upstream).orElseThrow();
    operation =
        Arrays.stream(Operation.values())
            .filter(each -> each.dialect().filter(from::equals).isPresent())
            .findFirst()
            .orElseThrow();
    ask = Recorded.ask(from);
    recorded = Recorded.of(to);
  }

  /// A request there, and its answer in one body back.
  @Benchmark
  public Object chat() throws IOException {
    InferenceRequest request = request();
    if (from == to) {
      byte[] sent = UpstreamBody.of(request, TARGET.model(), OptionalLong.empty());
      AnswerScanner scanner = new AnswerScanner(operation);
      scanner.feed(recorded.answer());
      return sent.length + scanner.answer().usage().output().orElseThrow();
    }
    Conversation asked = asked();
    byte[] sent = Dialects.upstreamRequests(to).orElseThrow().encode(asked, TARGET).body();
    byte[] answered =
        encoder(asked).whole(Dialects.upstreamAnswers(to).orElseThrow().whole(recorded.answer()));
    return sent.length + answered.length;
  }

  /// An answer that is a stream of about two hundred events back.
  @Benchmark
  public Object stream() {
    StreamFlow flow = from == to ? passed() : translated();
    long written = 0;
    for (byte[] event : recorded.events()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(event.length);
      flow.feed(event, out);
      written += out.size();
    }
    if (flow.close(new ByteArrayOutputStream()) != StreamFlow.State.ENDED) {
      throw new IllegalStateException("stream: broken (expected: ended)");
    }
    return written;
  }

  private InferenceRequest request() {
    if (RequestReader.read(operation, ask) instanceof RequestReader.Result.Read(var request)) {
      return request;
    }
    throw new IllegalStateException("ask: malformed (expected: a request)");
  }

  private Conversation asked() {
    if (Dialects.requests(from).orElseThrow().decode(ask)
        instanceof Decoded.Read(Conversation conversation)) {
      return conversation;
    }
    throw new IllegalStateException("ask: malformed (expected: a conversation)");
  }

  private AnswerEncoder encoder(Conversation asked) {
    return Dialects.answers(from, asked, HEADING).orElseThrow();
  }

  private StreamFlow passed() {
    return from == Dialect.OPENAI_CHAT
        ? new PassedFlow(true, LONGEST_EVENT)
        : new WatchedFlow(Dialects.upstreamAnswers(from).orElseThrow().stream(), LONGEST_EVENT);
  }

  private StreamFlow translated() {
    return new TranslatedFlow(
        Dialects.framing(to, LONGEST_EVENT),
        Dialects.upstreamAnswers(to).orElseThrow().stream(),
        encoder(asked()).stream());
  }
}
