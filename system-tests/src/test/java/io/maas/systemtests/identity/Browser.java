package io.maas.systemtests.identity;

import io.maas.systemtests.server.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// As much of a browser as signing in needs: it keeps cookies for each port, takes 127.0.0.1 for
/// safe as browsers do, follows redirects and sends forms.
final class Browser {

  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
  private static final int MOST = 10;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<Integer, Map<String, String>> cookies = new HashMap<>();

  /// Where it is, and what it shows.
  record Page(URI at, Answer answer) {
    boolean hasForm() {
      return FORM.matcher(answer.body()).find();
    }
  }

  /// Goes somewhere.
  Page open(String url) {
    return follow(URI.create(url), null);
  }

  /// Sends the form of a page with what is hidden in it, and these fields.
  Page submit(Page page, Map<String, String> fields) {
    Matcher form = FORM.matcher(page.answer().body());
    if (!form.find()) {
      throw new AssertionError(page.at() + " without a form: " + page.answer().body());
    }
    Map<String, String> all = new LinkedHashMap<>();
    HIDDEN
        .matcher(page.answer().body())
        .results()
        .forEach(hidden -> all.put(hidden.group(1), hidden.group(2)));
    all.putAll(fields);
    String body =
        all.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return follow(page.at().resolve(form.group(1).replace("&amp;", "&")), body);
  }

  /// The cookies that a port has set.
  Map<String, String> cookies(int port) {
    return cookies.computeIfAbsent(port, _ -> new LinkedHashMap<>());
  }

  /// One request, without following anything.
  HttpResponse<String> send(URI uri, HttpRequest.Builder request) {
    Map<String, String> jar = cookies(uri.getPort());
    if (!jar.isEmpty()) {
      request.header(
          "Cookie",
          jar.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response =
          client.send(
              request.uri(uri).timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(cookie -> keep(jar, cookie));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void keep(Map<String, String> jar, String cookie) {
    String pair = cookie.split(";", 2)[0];
    int equals = pair.indexOf('=');
    if (cookie.contains("Max-Age=0")) {
      jar.remove(pair.substring(0, equals));
    } else {
      jar.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private Page follow(URI first, @Nullable String form) {
    URI uri = first;
    String body = form;
    for (int i = 0; i < MOST; i++) {
      HttpRequest.Builder request = HttpRequest.newBuilder().GET();
      if (body != null) {
        request =
            request
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
      }
      HttpResponse<String> response = send(uri, request);
      if (response.statusCode() / 100 != 3) {
        return new Page(
            uri, new Answer(response.statusCode(), response.headers(), response.body()));
      }
      uri = uri.resolve(response.headers().firstValue("location").orElseThrow());
      body = null;
    }
    throw new AssertionError("more than " + MOST + " redirects, the last to " + uri);
  }
}
