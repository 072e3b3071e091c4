package io.maas.simulator.http;

import io.maas.simulator.book.Book;
import io.maas.simulator.book.Entry;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ByteWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// `GET /book` and `DELETE /book`. A book of a million lines goes out page by page, as fast as the
/// client reads.
final class BookPages {
  private final Book book;

  BookPages(Book book) {
    this.book = book;
  }

  /// `?request_id=` for one request's lines, `?since=` (an ISO 8601 instant, or milliseconds since
  /// 1970) for the newer ones.
  void list(HttpServerRequest request) {
    var since = request.getParam("since");
    var id = request.getParam("request_id");
    try {
      var query =
          new Book.Query(id == null ? "" : id, since == null ? Long.MIN_VALUE : millis(since));
      var response = Responses.jsonHead(request, 200).setChunked(true);
      send(response, query, 0, true);
    } catch (DateTimeParseException | NumberFormatException e) {
      Responses.error(
          request,
          ApiError.badRequest(
              "since: " + since + " (expected: 2026-01-31T12:00:00Z or milliseconds since 1970)",
              "since"));
    }
  }

  void clear(HttpServerRequest request) {
    book.clear();
    Responses.json(request, "{\"object\":\"list\",\"data\":[]}".getBytes(StandardCharsets.UTF_8));
  }

  private void send(HttpServerResponse response, Book.Query query, long from, boolean first) {
    var entries = new ArrayList<Entry>();
    long next = book.read(query, from, entries);
    var out = new ByteWriter(256 * entries.size() + 64);
    if (first) {
      out.ascii("{\"object\":\"list\",\"data\":[");
    }
    boolean begins = first;
    for (var entry : entries) {
      out.ascii(begins ? "\n" : ",\n");
      begins = false;
      write(out, entry);
    }
    if (next < 0) {
      response.end(Buffer.buffer(out.ascii("\n]}\n").toBytes()));
    } else {
      boolean nothingYet = begins;
      response
          .write(Buffer.buffer(out.toBytes()))
          .onSuccess(_ -> send(response, query, next, nothingYet));
    }
  }

  private static void write(ByteWriter out, Entry entry) {
    out.ascii("{\"request_id\":").string(entry.requestId()).ascii(",\"model\":");
    text(out, entry.model());
    out.ascii(",\"input_tokens\":").number(entry.inputTokens());
    out.ascii(",\"cached_tokens\":").number(entry.cachedTokens());
    out.ascii(",\"output_tokens\":").number(entry.outputTokens());
    if (!entry.beside().equals(Entry.Beside.NOTHING)) {
      out.ascii(",\"seconds\":").number(entry.beside().seconds());
      out.ascii(",\"characters\":").number(entry.beside().characters());
      out.ascii(",\"images\":").number(entry.beside().images());
    }
    out.ascii(",\"status\":").string(entry.status().word()).ascii(",\"finish_reason\":");
    text(out, entry.finish());
    out.ascii(",\"time\":\"").ascii(entry.time().toString()).ascii("\"}");
  }

  private static void text(ByteWriter out, @Nullable String text) {
    if (text == null) {
      out.ascii("null");
    } else {
      out.string(text);
    }
  }

  private static long millis(String since) {
    return since.chars().allMatch(Character::isDigit)
        ? Long.parseLong(since)
        : Instant.parse(since).toEpochMilli();
  }
}
