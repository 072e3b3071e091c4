package io.maas.testkit.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;

/// Holds every call that a test makes against the document of the API: a test fails on an answer
/// that is not documented, and on a question that was taken and is not, whatever else it looks at.
public record HeldToTheDocument(Documented document) {

  /// Whether a request is one to this API.
  public boolean isAbout(HttpRequest request) {
    return document.serves(request.uri().getRawPath());
  }

  /// Looks at a call and its answer.
  ///
  /// @throws AssertionError if they are not as the document says
  public void hold(HttpRequest request, HttpResponse<String> response) {
    String path = request.uri().getRawPath();
    String query = request.uri().getRawQuery();
    List<String> complaints =
        document.complaints(
            new Documented.Exchanged(
                request.method(),
                query == null ? path : path + "?" + query,
                request.headers().firstValue("Content-Type").orElse(""),
                request.bodyPublisher().map(HeldToTheDocument::text).orElse(""),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body()));
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("\n", complaints) + "\nanswered: " + response.body());
    }
  }

  private static String text(HttpRequest.BodyPublisher publisher) {
    var text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    publisher.subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            text.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            text.onNext(List.of(part));
          }

          @Override
          public void onError(Throwable failure) {
            text.onError(failure);
          }

          @Override
          public void onComplete() {
            text.onComplete();
          }
        });
    return text.getBody().toCompletableFuture().join();
  }
}
