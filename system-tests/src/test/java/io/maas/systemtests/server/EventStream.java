package io.maas.systemtests.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream of events as a client reads it.
public final class EventStream implements AutoCloseable {

  /// The terminal event.
  public static final String DONE = "[DONE]";

  private static final String DATA = "data: ";

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  public int status() {
    return response.statusCode();
  }

  public HttpHeaders headers() {
    return response.headers();
  }

  /// The gateway's id of the request.
  public String requestId() {
    return response.headers().firstValue("request-id").orElse("");
  }

  /// The next event's data, or null at the end.
  ///
  /// @throws UncheckedIOException if the stream breaks off
  public @Nullable String next() {
    try {
      String line = lines.readLine();
      while (line != null && line.isEmpty()) {
        line = lines.readLine();
      }
      return line != null && line.startsWith(DATA) ? line.substring(DATA.length()) : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All events that are left.
  public List<String> rest() {
    List<String> events = new ArrayList<>();
    for (String event = next(); event != null; event = next()) {
      events.add(event);
    }
    return events;
  }

  /// Goes away: if it was not at its end, the connection is cut.
  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
