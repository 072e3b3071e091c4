package io.maas.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.protocol.request.CanonicalBody;
import io.maas.protocol.request.InferenceRequest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Under which key an answer is kept: a digest of everything that decides what a client gets. Two
/// requests have one key only if they are the same to whoever answers, and are asked in one tenant.
final class AnswerKey {

  private static final String FORMAT = "maas-answer-1";
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final MessageDigest digest;

  private AnswerKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// @param shown the client's headers that go upstream
  /// @return empty if the body cannot be compared with another
  static Optional<String> of(
      Principal caller,
      InferenceRequest request,
      Model model,
      ResponseCaching caching,
      Map<String, String> shown) {
    return CanonicalBody.of(request)
        .map(body -> {
          AnswerKey key = new AnswerKey();
          key.text(FORMAT);
          key.text(caller.tenant());
          key.text(caching.shared() == Shared.USER ? "user:" + caller.user() : "tenant");
          key.model(model, caching);
          key.text(request.operation().name());
          key.text(Objects.requireNonNullElse(request.model(), model.id().toString()));
          key.text(request.stream() ? "stream" : "body");
          key.headers(shown);
          key.bytes(body);
          return TEXT.encodeToString(key.digest.digest());
        });
  }

  /// The model as it is now: what was answered by another endpoint, or under other rules, is not
  /// what it answers.
  private void model(Model model, ResponseCaching caching) {
    text(model.id().toString());
    text(caching.revision());
    text(model.createdAt().toString());
    text(model.serving().unsupported().name());
    text(Long.toString(model.tokens().defaultMaxTokens()));
    number(model.endpoints().size());
    model.endpoints().forEach(this::endpoint);
  }

  private void endpoint(Endpoint endpoint) {
    text(endpoint.name());
    text(endpoint.url().toString());
    text(endpoint.servedModel());
    text(endpoint.provider());
    number(endpoint.surfaces().size());
    for (Surface surface : endpoint.surfaces()) {
      text(surface.dialect().name());
      text(surface.path());
    }
  }

  private void headers(Map<String, String> shown) {
    number(shown.size());
    new TreeMap<>(shown)
        .forEach((name, value) -> {
          text(name);
          text(value);
        });
  }

  private void text(String text) {
    bytes(text.getBytes(UTF_8));
  }

  /// Each part tells its length, so that none runs into the next.
  private void bytes(byte[] bytes) {
    number(bytes.length);
    digest.update(bytes);
  }

  private void number(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }
}
