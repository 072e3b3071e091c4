package io.maas.control.ledger;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.ledger.Backfill;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Imported;
import io.maas.domain.metering.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// `POST /v1/ledger/import`: records that come from elsewhere, one JSON object a line. All of them,
/// or none; and never twice.
public final class ImportEndpoint {

  /// The largest file: some hundred thousand records.
  public static final int LARGEST = 64 << 20;

  private static final int MOST_COMPLAINTS = 20;

  private final Bookkeeping books;

  public ImportEndpoint(Bookkeeping books) {
    this.books = books;
  }

  public Reply take(Call call) {
    List<String> complaints = new ArrayList<>();
    List<UsageRecord> records = read(call, complaints);
    if (!complaints.isEmpty()) {
      return Reply.badRequest(String.join("; ", complaints) + "; nothing was imported");
    }
    if (records.isEmpty()) {
      return Reply.badRequest("body: empty (expected: one record a line)");
    }
    String digest = sha256(call.body());
    Backfill backfill = new Backfill(digest, call.principal().user(), records);
    return switch (books.take(backfill)) {
      case Imported.Taken(long count) -> {
        yield Reply.created(Map.of("object", "ledger.import", "records", count, "sha256", digest));
      }
      case Imported.SameFile(var at, String by) ->
          Reply.conflict(
              "this file was imported at %s by %s (expected: one that was not); nothing was imported"
                  .formatted(at, by));
      case Imported.Overlapping(UUID id, int count) ->
          Reply.conflict(
              "%d of its records are in the ledger, one of them %s (expected: none); nothing was imported"
                  .formatted(count, id));
      case Imported.Unfit(String why) -> Reply.badRequest(why + "; nothing was imported");
    };
  }

  private static List<UsageRecord> read(Call call, List<String> complaints) {
    List<UsageRecord> records = new ArrayList<>();
    Map<UUID, Integer> lines = new HashMap<>();
    int number = 0;
    for (String line : call.body().lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      switch (RecordLine.read(call.principal().tenant(), line)) {
        case RecordLine.Read.Sound(UsageRecord sound) -> {
          Integer before = lines.putIfAbsent(sound.intent().id(), number);
          if (before != null) {
            complaints.add("line " + number + ": the id of line " + before);
          }
          records.add(sound);
        }
        case RecordLine.Read.Unsound(String why) -> complaints.add("line " + number + ": " + why);
      }
      if (complaints.size() == MOST_COMPLAINTS) {
        complaints.add("and perhaps more");
        break;
      }
    }
    return records;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
