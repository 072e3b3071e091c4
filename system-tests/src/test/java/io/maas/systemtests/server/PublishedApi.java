package io.maas.systemtests.server;

import io.maas.systemtests.Repository;
import io.maas.testkit.api.Documented;
import io.maas.testkit.api.HeldToTheDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;

/// The API as `docs/openapi.json` says it, which every call to it in these tests is held to.
final class PublishedApi {

  private static final HeldToTheDocument DOCUMENT = new HeldToTheDocument(Documented.read(text()));

  private PublishedApi() {}

  /// Looks at a call, if it was to the API.
  static void hold(HttpRequest request, HttpResponse<String> response) {
    if (DOCUMENT.isAbout(request)) {
      DOCUMENT.hold(request, response);
    }
  }

  private static String text() {
    try {
      return Files.readString(Repository.root().resolve("docs/openapi.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
