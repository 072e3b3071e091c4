package io.maas.gateway.passage;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Serving.Unsupported;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.RequestDecoder.Decoded;
import io.maas.protocol.conversation.RequestEncoder.Target;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.UpstreamBody;
import io.maas.protocol.translation.Dialects;
import io.maas.protocol.translation.Maker;
import io.maas.protocol.translation.MarkedAnswers;
import io.maas.protocol.translation.OwnThoughts;
import io.maas.protocol.translation.PassedThoughts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request, before it is known which endpoint it goes to. It is read as a conversation once,
/// and only if some endpoint speaks another dialect than its client.
///
/// @see Passage
public final class Crossing {

  private static final int LARGE_BODY = 64 * 1024;
  private static final String CONTENT_TYPE = "content-type";

  private final InferenceRequest inference;
  private final Model model;
  private final Heading heading;
  private final Map<String, String> shown;
  private @Nullable Decoded decoded;

  /// @param heading what an answer says of itself where the upstream's words are not the client's
  /// @param shown the client's own headers that its dialect takes for part of the request
  public Crossing(
      InferenceRequest inference, Model model, Heading heading, Map<String, String> shown) {
    this.inference = inference;
    this.model = model;
    this.heading = heading;
    this.shown = Map.copyOf(shown);
  }

  /// What an answer says of itself.
  public Heading heading() {
    return heading;
  }

  /// Whether an endpoint wants another dialect: then the body has to be read as a whole.
  public boolean translates(Endpoint endpoint) {
    Optional<Dialect> spoken = inference.operation().dialect();
    return spoken.isPresent() && endpoint.surface(spoken.get()).isEmpty();
  }

  /// Whether reading it as a whole would hold an event loop up.
  public boolean isLarge() {
    return inference.body().length > LARGE_BODY;
  }

  /// Brings it to an endpoint.
  ///
  /// @param allowance the most tokens that an answer may have, if a strict limit says so
  public Passage to(Endpoint endpoint, OptionalLong allowance) {
    Optional<Dialect> spoken = inference.operation().dialect();
    if (spoken.isEmpty()) {
      return UpstreamPath.beside(endpoint, inference.operation())
          .<Passage>map(path -> straight(endpoint, path, allowance))
          .orElseGet(this::notServed);
    }
    return endpoint
        .surface(spoken.get())
        .map(surface -> straight(endpoint, path(endpoint, surface), allowance))
        .orElseGet(() -> translated(endpoint, spoken.get(), allowance));
  }

  private Passage straight(Endpoint endpoint, String path, OptionalLong allowance) {
    byte[] body = UpstreamBody.of(inference, endpoint.servedModel(), allowance);
    PassedThoughts passed =
        inference
            .operation()
            .dialect()
            .map(spoken -> PassedThoughts.of(body, spoken))
            .orElseGet(() -> new PassedThoughts(body, List.of()));
    return new Passage.Open(
        path,
        passed.body(),
        inference.form() == null
            ? shown
            : Map.of(CONTENT_TYPE, inference.form().contentType()), // with the boundary in it
        passed.leftOut(),
        new WayBack.Straight(
            inference.operation(),
            inference.usageAsked(),
            inference.stream() && hasEvents(),
            this::encoder));
  }

  /// Whether a body of it can be told as events; whatever else there is passes as it comes.
  private boolean hasEvents() {
    return inference.operation() == Operation.COMPLETION
        || inference.operation().dialect().isPresent();
  }

  /// Writes in the client's dialect what an upstream of the same dialect said otherwise than it was
  /// asked to. Several answers are none that it could write.
  private Optional<AnswerEncoder> encoder() {
    return inference
        .operation()
        .dialect()
        .filter(_ -> inference.choices() == 1)
        .flatMap(spoken ->
            conversation(spoken) instanceof Decoded.Read(Conversation asked)
                ? Dialects.answers(spoken, asked, heading)
                : Optional.empty());
  }

  private Passage translated(Endpoint endpoint, Dialect spoken, OptionalLong allowance) {
    if (inference.choices() > 1) {
      return refused(
          "n: " + inference.choices(), "1; an endpoint of this model has no word for it", "n");
    }
    Surface surface = endpoint.surfaces().getFirst();
    var decoder = Dialects.upstreamAnswers(surface.dialect());
    var writer = Dialects.upstreamRequests(surface.dialect());
    return switch (conversation(spoken)) {
      case Decoded.Malformed(var refusal) -> new Passage.Closed(refusal);
      case Decoded.Read(Conversation asked) -> {
        var encoder = Dialects.answers(spoken, asked, heading);
        if (decoder.isEmpty() || writer.isEmpty() || encoder.isEmpty()) {
          yield notServed();
        }
        Maker maker = Maker.at(surface.dialect(), endpoint.servedModel());
        OwnThoughts own = OwnThoughts.of(asked, spoken, surface.dialect(), endpoint.servedModel());
        Encoded encoded =
            writer
                .get()
                .encode(
                    own.conversation(),
                    new Target(
                        endpoint.servedModel(), allowance, model.tokens().defaultMaxTokens()));
        if (!encoded.dropped().isEmpty() && model.serving().unsupported() == Unsupported.REFUSE) {
          yield refused(
              String.join(", ", encoded.dropped()),
              "what " + surface.dialect().word() + " can say; this model refuses what it cannot",
              encoded.dropped().getFirst());
        }
        yield new Passage.Open(
            path(endpoint, surface),
            encoded.body(),
            UpstreamPath.headers(surface.dialect()),
            Stream.concat(encoded.dropped().stream(), own.leftOut().stream()).toList(),
            new WayBack.Translated(
                surface.dialect(),
                MarkedAnswers.of(decoder.get(), maker, spoken),
                encoder.get(),
                inference.stream()));
      }
    };
  }

  private Decoded conversation(Dialect spoken) {
    Decoded known = decoded;
    if (known == null) {
      known = Dialects.requests(spoken).orElseThrow().decode(inference.body());
      decoded = known;
    }
    return known;
  }

  private String path(Endpoint endpoint, Surface surface) {
    return UpstreamPath.of(surface, endpoint.servedModel(), inference.stream());
  }

  private Passage notServed() {
    return new Passage.Closed(notServed(model, inference.operation()));
  }

  /// Why a request can go nowhere: the model has no endpoint, or none with a place for what is
  /// asked.
  public static Refusal nowhere(Model model, Operation operation) {
    return model.endpoints().isEmpty()
        ? new Refusal.UpstreamUnreachable("model " + model.id() + " has no endpoint")
        : notServed(model, operation);
  }

  private static Refusal notServed(Model model, Operation operation) {
    return new Refusal.BadRequest(
        "model: "
            + model.id()
            + " does not serve "
            + operation.path()
            + " (expected: what its endpoints speak)",
        "model");
  }

  private static Passage refused(String found, String expected, String field) {
    return new Passage.Closed(
        new Refusal.BadRequest(found + " (expected: " + expected + ")", field));
  }
}
