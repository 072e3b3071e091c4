package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes a request's body, within the bounds of one body and of all of them.
final class Arrival {

  private final HttpServerRequest request;
  private final long largest;
  private final BodyBudget budget;
  private final Consumer<byte[]> whole;
  private final Consumer<Refusal> refused;
  private @Nullable Buffer only;
  private byte[] body = new byte[0];
  private int length;
  private long taken;
  private boolean over;

  Arrival(
      HttpServerRequest request,
      long largest,
      BodyBudget budget,
      Consumer<byte[]> whole,
      Consumer<Refusal> refused) {
    this.request = request;
    this.largest = largest;
    this.budget = budget;
    this.whole = whole;
    this.refused = refused;
  }

  /// Starts to read; the request must be paused.
  void start() {
    if (declaredLength() > largest) {
      refuse(new Refusal.TooLarge(largest));
      return;
    }
    request.handler(this::piece);
    request.endHandler(_ -> end());
    request.resume();
  }

  /// Gives back what was taken of the budget; to be called once the body is of no more use.
  void release() {
    over = true;
    budget.giveBack(taken);
    taken = 0;
  }

  private void piece(Buffer piece) {
    if (over) {
      return;
    }
    if (taken + piece.length() > largest) {
      refuse(new Refusal.TooLarge(largest));
    } else if (!budget.take(piece.length())) {
      refuse(new Refusal.Unavailable("too many large requests at once"));
    } else {
      taken += piece.length();
      add(piece);
    }
  }

  /// Most bodies come in one piece, which is kept as it is. Others go where they stay: into an
  /// array of the length that was declared, or one that grows.
  private void add(Buffer piece) {
    if (length == 0) {
      only = piece;
    } else {
      if (only != null) {
        body = new byte[(int) Math.max(2L * length, declaredLength())];
        only.getBytes(body, 0);
        only = null;
      }
      if (body.length - length < piece.length()) {
        long wanted = Math.max(2L * body.length, (long) length + piece.length());
        body = Arrays.copyOf(body, (int) Math.min(wanted, largest));
      }
      piece.getBytes(body, length);
    }
    length += piece.length();
  }

  private void end() {
    if (!over) {
      byte[] bytes =
          only != null
              ? only.getBytes()
              : body.length == length ? body : Arrays.copyOf(body, length);
      only = null;
      body = new byte[0];
      whole.accept(bytes);
    }
  }

  private void refuse(Refusal refusal) {
    release();
    refused.accept(refusal);
  }

  private long declaredLength() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return 0; // the HTTP engine has its own opinion of that
    }
  }

  /// What is said where a body does not come in time.
  static Refusal late(Duration after) {
    return new Refusal.BadRequest(
        "body: incomplete after " + after.toSeconds() + " s (expected: all of it)", "");
  }
}
