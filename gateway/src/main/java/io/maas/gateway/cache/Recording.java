package io.maas.gateway.cache;

import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.request.InferenceRequest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What goes to a client, written along in case it can be given again. It gives up where it gets
/// too long. Used on one thread, and closed once nothing more comes.
public final class Recording {

  private final ResponseCache cache;
  private final String key;
  private final InferenceRequest request;
  private final Model model;
  private final ResponseCaching caching;
  private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private int reserved;
  private Flights.@Nullable Flight flight;

  Recording(
      ResponseCache cache,
      String key,
      InferenceRequest request,
      Model model,
      ResponseCaching caching) {
    this.cache = cache;
    this.key = key;
    this.request = request;
    this.model = model;
    this.caching = caching;
  }

  /// Others wait for what it gets.
  void leads(Flights.Flight those) {
    flight = those;
  }

  /// The next bytes go to the client.
  public void take(byte[] piece) {
    ByteArrayOutputStream written = bytes;
    if (written == null) {
      return;
    }
    if (written.size() + piece.length > caching.largest() || !cache.room(piece.length)) {
      close();
      return;
    }
    reserved += piece.length;
    written.writeBytes(piece);
  }

  /// The client gets all of it: it is kept, if it is worth that, and the answer of the model that
  /// was asked.
  ///
  /// @param contentType that the client was told
  /// @param stream whether it is one of events
  /// @param dropped what the endpoint was not told
  /// @param allowance the most tokens that limits allowed it, if they said so
  public void keep(
      Answer answer,
      String contentType,
      boolean stream,
      Endpoint endpoint,
      List<String> dropped,
      OptionalLong allowance) {
    ByteArrayOutputStream written = bytes;
    if (written != null
        && written.size() > 0
        && model.endpoints().contains(endpoint)
        && isWhole(answer, allowance)) {
      StoredAnswer stored =
          new StoredAnswer(
              cache.now(),
              contentType,
              stream,
              endpoint.name(),
              dropped,
              answer.usage(),
              answer.finishReason(),
              answer.model(),
              written.toByteArray());
      cache.keep(key, stored, caching.time());
      land(stored);
    }
    close();
  }

  /// An answer without its usage has no price; one that does not say why it ended may have broken
  /// off; and one that a limit of this caller's cut short is not what another would get.
  private boolean isWhole(Answer answer, OptionalLong allowance) {
    return !answer.failed()
        && answer.usage().isComplete()
        && (answer.finishReason() != null || !request.operation().generates())
        && !mayBeCut(answer, allowance);
  }

  private boolean mayBeCut(Answer answer, OptionalLong allowance) {
    if (allowance.isEmpty()) {
      return false;
    }
    long most = allowance.getAsLong();
    boolean own = request.maxTokens().isPresent() && request.maxTokens().getAsLong() <= most;
    boolean shorter = request.choices() == 1 && answer.usage().output().orElse(most) < most;
    return !own && !shorter;
  }

  /// Nothing more comes, or nothing more is wanted.
  public void close() {
    bytes = null;
    cache.giveBack(reserved);
    reserved = 0;
    land(null);
  }

  private void land(@Nullable StoredAnswer answer) {
    if (flight != null) {
      flight.land(answer);
    }
  }
}
